"""Codes of rules as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from kubeproof.cli.failure import Failure
from kubeproof.rules import all_rules
from kubeproof.settings import SettingError, no_rule, rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    import click


def codes(texts: Iterable[str], where: str = "") -> tuple[str, ...]:
    """`KP301`, `KP3`, `unknown-field`, or several with commas, as codes or beginnings of codes.

    Raises:
        Failure: if a part is none of these; its message begins with `where`.
    """
    try:
        return rules(tuple(texts))
    except SettingError as error:
        raise Failure(f"{where}{error}") from error


def unknown_rule(text: str) -> Failure:
    """What to say about a rule that does not exist."""
    return Failure(no_rule(text))


def completions(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What a shell proposes for the last of several rules: codes and names that begin as it does."""
    before, comma, part = incomplete.rpartition(",")
    words = (pair for rule in all_rules() for pair in ((rule.code, rule.name), (rule.name, rule.code)))
    begun = ((word, help_text) for word, help_text in words if word.lower().startswith(part.lower()))
    return [CompletionItem(f"{before}{comma}{word}", help=help_text) for word, help_text in begun]
