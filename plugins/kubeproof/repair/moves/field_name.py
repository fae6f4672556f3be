"""A field that does not exist: written as one that its type has and that is spelt like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.repair.candidate import UNKNOWN_FIELD, Candidate, Situation
from kubeproof.repair.spelling import unlikeness
from kubeproof.repair.writing import value_at, write

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = {
    "actions": "verbs",
    "cmd": "command",
    "environment": "env",
    "image_name": "image",
    "tags": "labels",
    "variables": "env",
}
"""Words that other tools have for the same thing."""
_OTHER_WORD = 1.2


def candidates(situation: Situation) -> Iterator[Candidate]:
    """Each field that the map may have, does not have yet, and that is spelt almost so."""
    target = situation.target
    if target.code != UNKNOWN_FIELD or not target.path or not isinstance(target.path[-1], str):
        return
    key = target.path[-1]
    beside = value_at(situation.document, target.path[:-1])
    schema = situation.schema_at(target.path[:-1]) or {}
    for name in schema.get("properties", {}):
        cost = _OTHER_WORD if _WORDS.get(key.lower()) == name else unlikeness(key, name)
        if cost is not None and isinstance(beside, dict) and name not in beside:
            yield Candidate((write(situation, target.span, name),), f"write {name}", 1 + cost)
