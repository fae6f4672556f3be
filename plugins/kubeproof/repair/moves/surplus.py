"""A field that must not be there, or that does not exist and is like no other: taken out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.finding import Applicability
from kubeproof.repair.candidate import UNKNOWN_FIELD, Candidate, Situation
from kubeproof.repair.writing import removal

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNWANTED = re.compile(r"must be (?:empty|left out|\w+ (?:for|here))|only for|not allowed|remove it|must not be set")
_FOLLOWS_FROM_KIND = "apiGroup"
_COST = 4.0


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The text without the field; hardly ever safe, for the author wrote it with something in mind."""
    path = situation.target.path
    if situation.target.code != UNKNOWN_FIELD and not _UNWANTED.search(situation.target.message):
        return
    if not path or not isinstance(path[-1], str) or not _is_small(situation.document.value_at(path)):
        return
    schema = situation.schema_at(path[:-1]) or {}
    if path[-1] in schema.get("required", ()):
        return
    edit = removal(situation, path)
    if edit is not None:
        applicability = Applicability.SAFE if path[-1] == _FOLLOWS_FROM_KIND else Applicability.UNSAFE
        yield Candidate((edit,), f"remove {path[-1]}", _COST, applicability)


def _is_small(value: object) -> bool:
    """Whether little is lost: one value or a list of such."""
    if isinstance(value, list):
        return all(not isinstance(item, (dict, list)) for item in value)
    return value is not None and not isinstance(value, dict)
