"""All that is checked: one rule a file, found by being here."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

from kubeproof.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOUNDATIONS = {"rule", "typed", "subject", "engine", "scope", "fragment", "company", "together", "pages", "choice"}


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    for module in pkgutil.iter_modules(__path__):
        if module.name not in _FOUNDATIONS:
            importlib.import_module(f"{__name__}.{module.name}")
    return tuple(sorted((rule() for rule in _classes(Rule)), key=lambda rule: rule.code))


def _classes(base: type[Rule]) -> Iterator[type[Rule]]:
    """The rules among the classes below a class: those with a code."""
    for found in base.__subclasses__():
        if "code" in vars(found):
            yield found
        yield from _classes(found)


def rule_named(text: str) -> Rule | None:
    """A rule by its code (`KP301`) or its name (`unknown-field`), in any case."""
    return _by_name().get(text.strip().lower())


@cache
def _by_name() -> dict[str, Rule]:
    return {name: rule for rule in all_rules() for name in (rule.code.lower(), rule.name)}
