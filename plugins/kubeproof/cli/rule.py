"""`kubeproof rule`: what the rules are, and what one of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click import style

from kubeproof.cli.selection import completions, unknown_rule
from kubeproof.cli.terminal import show
from kubeproof.finding import Applicability
from kubeproof.formats.text import COLOURS
from kubeproof.rules import all_rules, rule_named

if TYPE_CHECKING:
    from kubeproof.rules.rule import Bad, Rule

_SAFETY = {
    Applicability.SAFE: "safe: --fix makes it",
    Applicability.UNSAFE: "look at it first: --fix --unsafe-fixes makes it",
    Applicability.DISPLAY: "shown only: there is something for you to fill in",
}


@click.command(short_help="Say what a rule checks, and why.")
@click.argument("code", required=False, shell_complete=completions)
def rule(code: str | None) -> None:
    """Say what a rule checks and why, with an example, and how safe its repair is.

    CODE is a code or a name: KP301 or unknown-field. Without it all rules are listed.
    """
    if code is None:
        show(_table())
        return
    found = rule_named(code)
    if found is None:
        raise unknown_rule(code)
    show(_described(found))


def _table() -> str:
    rules = all_rules()
    width = max(len(rule.name) for rule in rules)
    rows = [f"{'code':<5}  {'name':<{width}}  {'severity':<8}  fix"]
    for each in rules:
        severity = style(f"{each.severity:<8}", fg=COLOURS[each.severity])
        fixes = ", ".join(_fixes(each)) or "-"
        rows.append(f"{style(each.code, bold=True)}  {each.name:<{width}}  {severity}  {fixes}")
    return "\n".join(rows) + "\n"


def _described(rule: Rule) -> str:
    heading = style(f"{rule.code} {rule.name}", bold=True)
    parts = [f"{heading} ({style(rule.severity, fg=COLOURS[rule.severity])})", rule.documentation(), _fix(rule)]
    parts += (_example(bad) for bad in rule.bad)
    if rule.good and all(bad.fixed is None for bad in rule.bad):
        parts.append(_block("Right", rule.good[0], "green"))
    return "\n\n".join(parts) + "\n"


def _fixes(rule: Rule) -> list[Applicability]:
    return [sort for sort in Applicability if sort in rule.fixable()]


def _fix(rule: Rule) -> str:
    if not rule.fixable():
        return "Repair: none; the finding says what to look at."
    return "Repair: " + "; or ".join(_SAFETY[sort] for sort in _fixes(rule)) + "."


def _example(bad: Bad) -> str:
    if bad.fixed is None:
        return _block("Wrong", bad.text, "red")
    return (
        _block("Before", bad.text, "red") + "\n\n" + _block(f"After ({bad.applicability} repair)", bad.fixed, "green")
    )


def _block(title: str, text: str, colour: str) -> str:
    body = "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))
    return f"{style(title, fg=colour)}:\n\n{body}"
