"""`kubeproof rule`: what the rules are, and what one of them says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click
from click import style
from click.shell_completion import CompletionItem

from kubeproof.cli import unreadable
from kubeproof.cli.selection import known, unknown_rule
from kubeproof.cli.terminal import show
from kubeproof.finding import Applicability
from kubeproof.formats.text import COLOURS
from kubeproof.rules import all_rules

if TYPE_CHECKING:
    from kubeproof.finding import Severity
    from kubeproof.rules.rule import Bad, Rule

_SAFETY = {
    Applicability.SAFE: "safe: --fix makes it",
    Applicability.UNSAFE: "look at it first: --fix --unsafe-fixes makes it",
    Applicability.DISPLAY: "shown only: there is something for you to fill in",
}


@dataclass(frozen=True, slots=True)
class _Page:
    """What there is to say about a rule."""

    code: str
    name: str
    severity: Severity
    documentation: str
    good: tuple[str, ...] = ()
    bad: tuple[Bad, ...] = ()
    fixes: tuple[Applicability, ...] = ()


def _complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(code, help=name) for code, name in known() if code.startswith(incomplete.upper())]


@click.command()
@click.argument("code", required=False, shell_complete=_complete)
def rule(code: str | None) -> None:
    """Say what a rule checks and why, with an example, and how safe its repair is.

    CODE is a code or a name: KP301 or unknown-field. Without it all rules are listed.
    """
    pages = _pages()
    if code is None:
        show(_table(pages))
        return
    wanted = code.strip().lower()
    page = next((page for page in pages if wanted in (page.code.lower(), page.name)), None)
    if page is None:
        raise unknown_rule(code)
    show(_described(page))


def _pages() -> list[_Page]:
    own = _Page(unreadable.CODE, unreadable.NAME, unreadable.SEVERITY, unreadable.DOCUMENTATION)
    return sorted([own, *map(_page, all_rules())], key=lambda page: page.code)


def _page(rule: Rule) -> _Page:
    fixes = tuple(sort for sort in Applicability if sort in rule.fixable())
    return _Page(rule.code, rule.name, rule.severity, rule.documentation(), rule.good, rule.bad, fixes)


def _table(pages: list[_Page]) -> str:
    width = max(len(page.name) for page in pages)
    rows = [f"{'code':<5}  {'name':<{width}}  {'severity':<8}  fix"]
    for page in pages:
        severity = style(f"{page.severity:<8}", fg=COLOURS[page.severity])
        fixes = ", ".join(page.fixes) or "-"
        rows.append(f"{style(page.code, bold=True)}  {page.name:<{width}}  {severity}  {fixes}")
    return "\n".join(rows) + "\n"


def _described(page: _Page) -> str:
    heading = style(f"{page.code} {page.name}", bold=True)
    parts = [f"{heading} ({style(page.severity, fg=COLOURS[page.severity])})", page.documentation, _fix(page)]
    parts += (_example(bad) for bad in page.bad)
    if page.good and all(bad.fixed is None for bad in page.bad):
        parts.append(_block("Right", page.good[0], "green"))
    return "\n\n".join(parts) + "\n"


def _fix(page: _Page) -> str:
    if not page.fixes:
        return "Repair: none; the finding says what to look at."
    return "Repair: " + "; or ".join(_SAFETY[sort] for sort in page.fixes) + "."


def _example(bad: Bad) -> str:
    if bad.fixed is None:
        return _block("Wrong", bad.text, "red")
    return (
        _block("Before", bad.text, "red") + "\n\n" + _block(f"After ({bad.applicability} repair)", bad.fixed, "green")
    )


def _block(title: str, text: str, colour: str) -> str:
    body = "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))
    return f"{style(title, fg=colour)}:\n\n{body}"
