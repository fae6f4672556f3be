"""`kubeproof rule`: what the rules are, and what one of them says."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import click
from click import style

from kubeproof.cli.selection import completions, unknown_rule
from kubeproof.cli.terminal import columns, show
from kubeproof.finding import Applicability
from kubeproof.formats.text import COLOURS
from kubeproof.rules import all_rules, rule_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kubeproof.rules.rule import Bad, Rule

_SAFETY = {
    Applicability.SAFE: "--fix makes it (safe)",
    Applicability.UNSAFE: "--fix --unsafe-fixes makes it, so look at it first (unsafe)",
    Applicability.DISPLAY: "shown only, for there is something for you to fill in",
}
_CODE = re.compile(r"`[^`]+`")
_WIDEST = 100


@click.command(short_help="Say what a rule checks, and why.")
@click.argument("code", default="KP", shell_complete=completions)
def rule(code: str) -> None:
    """Say what a rule checks and why, with an example, and how safe its repair is.

    CODE is a code or a name: KP301 or unknown-field. The beginning of codes, such as KP3, lists these rules, and
    without it all are listed.
    """
    found = rule_named(code)
    if found:
        show(_described(found))
        return
    begun = [each for each in all_rules() if each.code.startswith(code.upper())]
    if not begun:
        raise unknown_rule(code)
    show(_table(begun))


def _table(rules: Sequence[Rule]) -> str:
    width = max(len(rule.name) for rule in rules)
    rows = [f"{'code':<5}  {'name':<{width}}  {'severity':<8}  fix"]
    for each in rules:
        severity = style(f"{each.severity:<8}", fg=COLOURS[each.severity])
        fixes = ", ".join(_fixes(each)) or "-"
        rows.append(f"{style(each.code, bold=True)}  {each.name:<{width}}  {severity}  {fixes}")
    return "\n".join(rows) + "\n"


def _described(rule: Rule) -> str:
    heading = style(f"{rule.code} {rule.name}", bold=True)
    parts = [
        f"{heading} ({style(rule.severity, fg=COLOURS[rule.severity])})",
        _readable(rule.documentation()),
        _fix(rule),
    ]
    parts += (_example(bad) for bad in rule.bad)
    if rule.good and all(bad.fixed is None for bad in rule.bad):
        parts.append(_block("Right", rule.good[0], "green"))
    return "\n\n".join(parts) + "\n"


def _readable(documentation: str) -> str:
    """The text as wide as the terminal, if it is not as wide as a book, and with its code in a colour."""
    width = columns()
    if width:
        paragraphs = documentation.split("\n\n")
        documentation = "\n\n".join(textwrap.fill(each, min(width, _WIDEST)) for each in paragraphs)
    return _CODE.sub(lambda match: style(match[0], fg="cyan"), documentation)


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
