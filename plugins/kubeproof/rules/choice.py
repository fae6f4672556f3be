"""Which rules are asked about a document: those that are about something in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kubeproof.rules import all_rules
from kubeproof.rules.rule import Rule, When
from kubeproof.rules.typed import TypeRule

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kubeproof.manifest.survey import Survey


@dataclass(frozen=True, slots=True)
class Choice:
    """Rules.

    Attributes:
        documents: those that look at a document as a whole.
        types: those that look at the values of a type, by the type's short name.
    """

    documents: tuple[Rule, ...]
    types: Mapping[str, tuple[TypeRule, ...]]


def chosen(survey: Survey, known: frozenset[When]) -> Choice:
    """The rules that may say something about a document.

    Args:
        survey: what the document holds.
        known: what is known of it.
    """
    return _chosen(survey.keys & _fields(), known)


@cache
def every() -> Choice:
    """All rules about documents and what is in them."""
    rules = [rule for rule in all_rules() if not rule.in_pages]
    types: dict[str, list[TypeRule]] = {}
    for rule in (rule for rule in rules if isinstance(rule, TypeRule)):
        for name in rule.types:
            types.setdefault(name, []).append(rule)
    documents = tuple(rule for rule in rules if type(rule).check is not Rule.check)
    return Choice(documents, {name: tuple(found) for name, found in types.items()})


@lru_cache(maxsize=4096)
def _chosen(keys: frozenset[str], known: frozenset[When]) -> Choice:
    whole = every()
    documents = tuple(rule for rule in whole.documents if rule.when in known and _is_asked(rule.about, keys))
    types = {
        name: found
        for name, rules in whole.types.items()
        if (found := tuple(rule for rule in rules if _is_asked(rule.fields_of(name), keys)))
    }
    return Choice(documents, types)


def _is_asked(fields: Collection[str], keys: frozenset[str]) -> bool:
    return not fields or not keys.isdisjoint(fields)


@cache
def _fields() -> frozenset[str]:
    """All fields that any rule is about; other keys, of which there is no end, do not matter for the choice."""
    whole = every()
    of_types = (rule.fields_of(name) for name, rules in whole.types.items() for rule in rules)
    return frozenset(field for fields in (*of_types, *(rule.about for rule in whole.documents)) for field in fields)
