"""Rules about objects that are shown together: on one page, or in one file."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from kubeproof.finding import Severity
from kubeproof.rules.rule import Rule
from kubeproof.text.nearest import misspelt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kubeproof.finding import Problem
    from kubeproof.rules.company import Company, Member

_PASSING = ("Job", "CronJob")
_MOST_LEFT = 100
"""Among more objects that nothing refers to, nobody can say which one is meant: they do not belong together."""
_Found = TypeVar("_Found")


class CompanyRule(Rule):
    """A rule that needs to see several objects at once. It warns, since the object that it misses may be elsewhere.

    It says nothing about objects of which nothing related is shown: a page, and a folder, too, may hold examples that
    have nothing to do with each other. Two belong together if one names almost what the other has and nobody else
    names, or if they are all that is left over in one text.
    """

    severity = Severity.WARNING
    kinds: ClassVar[tuple[str, ...]]

    def look(self, member: Member, company: Company) -> Iterator[Problem]:
        """The problems of one object of the rule's kinds, in the company of the others."""
        raise NotImplementedError


def meant_by_name(name: str, left: Sequence[Member], member: Member) -> Member | None:
    """The object that a name most likely means, among those that nothing refers to; None if it may be elsewhere."""
    if len(left) > _MOST_LEFT:
        return None
    return _misspelt_one(name, {each.name: each for each in left}) or _only_one(left, member)


def meant_by_labels(labels: dict[str, Any], left: Sequence[Member], member: Member) -> Member | None:
    """The workload that a selector most likely means, among those that nothing selects; None if it may be elsewhere."""
    if len(left) > _MOST_LEFT:
        return None
    lasting = [each for each in left if each.kind not in _PASSING]
    named = [each for each in lasting if each.name == member.name or _has_almost(labels, each.labels)]
    return named[0] if named else _only_one(lasting, member)


def _only_one(left: Sequence[Member], member: Member) -> Member | None:
    beside = [each for each in left if each.source == member.source]
    return beside[0] if len(beside) == 1 else None


def _has_almost(labels: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a map has the keys of another one, and its values but for typing mistakes."""
    return labels.keys() <= other.keys() and all(
        other[key] == value or _misspelt_one(str(value), {str(other[key]): key}) is not None
        for key, value in labels.items()
    )


def _misspelt_one(name: str, known: dict[str, _Found]) -> _Found | None:
    """What has the one name that a name is a typing mistake of: `web-1` is none of `web-2`."""
    digits = _digits(name)
    if all(_digits(each) != digits for each in known):
        return None
    likely = misspelt(name, known)
    return known[likely] if likely is not None and _digits(likely) == digits else None


@lru_cache(maxsize=4096)
def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
