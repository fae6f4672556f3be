"""Which rules are asked about a document: those that are about something in it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kubeproof.rules import all_rules
from kubeproof.rules.rule import Rule, When
from kubeproof.rules.typed import TypeRule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kubeproof.manifest.survey import Survey


class Known(NamedTuple):
    """What is known of a document before any rule is asked.

    Attributes:
        unreadable: whether its YAML has problems.
        unserved: whether the version serves no such kind.
        violated: whether it does not fit its schema.
    """

    unreadable: bool
    unserved: bool
    violated: bool

    def meets(self, when: When) -> bool:
        """Whether the document is one that a rule with this condition is asked about."""
        match when:
            case When.UNREADABLE:
                return self.unreadable
            case When.UNSERVED:
                return self.unserved
            case When.VIOLATED:
                return self.violated
            case When.ALWAYS:
                return True


class Choice(NamedTuple):
    """Rules.

    Attributes:
        documents: those that look at a document as a whole.
        types: those that look at the values of a type, by the type's short name.
    """

    documents: tuple[Rule, ...]
    types: Mapping[str, tuple[TypeRule, ...]]


def chosen(survey: Survey, known: Known) -> Choice:
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
def _chosen(keys: frozenset[str], known: Known) -> Choice:
    documents = tuple(
        rule for rule, about in _documents() if (not about or not about.isdisjoint(keys)) and known.meets(rule.when)
    )
    index = _index()
    types = dict(index.always)
    for name, rule in dict.fromkeys(pair for key in sorted(keys) for pair in index.about.get(key, ())):
        types[name] = (*types.get(name, ()), rule)
    return Choice(documents, types)


class _Index(NamedTuple):
    """The rules about types: those that are always asked, and the others by the fields that they are about."""

    always: Mapping[str, tuple[TypeRule, ...]]
    about: Mapping[str, Sequence[tuple[str, TypeRule]]]


@cache
def _index() -> _Index:
    always: dict[str, tuple[TypeRule, ...]] = {}
    about: dict[str, list[tuple[str, TypeRule]]] = {}
    for name, rules in every().types.items():
        for rule in rules:
            fields = rule.fields_of(name)
            for field in fields:
                about.setdefault(field, []).append((name, rule))
            if not fields:
                always[name] = (*always.get(name, ()), rule)
    return _Index(always, about)


@cache
def _documents() -> tuple[tuple[Rule, frozenset[str]], ...]:
    """The rules about documents, each with the fields that it is about."""
    return tuple((rule, frozenset(rule.about)) for rule in every().documents)


@cache
def _fields() -> frozenset[str]:
    """All fields that any rule is about; other keys, of which there is no end, do not matter for the choice."""
    return frozenset(_index().about).union(*(rule.about for rule in every().documents))
