"""A field that does not exist: written as one that its type has and that is spelt like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.repair.candidate import UNKNOWN_FIELD, Candidate, Situation
from kubeproof.repair.spelling import unlikeness, words
from kubeproof.repair.writing import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema.catalog import Schema

_WORDS = {
    "actions": "verbs",
    "cmd": "command",
    "environment": "env",
    "tags": "labels",
    "variables": "env",
}
"""Words that other tools have for the same thing."""
_OTHER_WORD = 1.2
_OTHER_HOLDER = 0.4
"""Likelier than any other repair: the name of the field inside leaves little doubt."""


def candidates(situation: Situation) -> Iterator[Candidate]:
    """Each field that the map may have, does not have yet, and that is spelt almost so.

    For a field that is missing: the unknown one beside its place that is spelt almost so. And for an unknown field,
    longer names of what it is in, if they may hold it: `configMapRef` belongs to `envFrom`, not to `env`.
    """
    path = situation.target.path
    beside = situation.document.value_at(path[:-1]) if path else None
    if not isinstance(beside, dict) or not isinstance(path[-1], str):
        return
    fields = _fields(situation.schema_at(path[:-1]))
    if situation.target.code == UNKNOWN_FIELD:
        for name in fields:
            if name not in beside:
                yield from _respelt(situation, path, name)
        yield from _other_holders(situation, path)
    elif path[-1] in fields and path[-1] not in beside:
        for key in beside:
            if key not in fields:
                yield from _respelt(situation, (*path[:-1], key), path[-1])


def _fields(schema: Schema | None) -> Schema:
    found: Schema = (schema or {}).get("properties", {})
    return found


def _respelt(situation: Situation, path: FieldPath, name: str) -> Iterator[Candidate]:
    key = str(path[-1])
    cost = _OTHER_WORD if _WORDS.get(key.lower()) == name else unlikeness(key, name)
    if cost is not None:
        yield _candidate(situation, path, name, 1 + cost)


def _candidate(situation: Situation, path: FieldPath, name: str, cost: float) -> Candidate:
    edit = write(situation, situation.document.key_span(path), name)
    return Candidate((edit,), f"write {name}", cost)


def _other_holders(situation: Situation, path: FieldPath) -> Iterator[Candidate]:
    """Other fields in place of the one around the unknown field, if they have a field of its name."""
    depth = next((depth for depth in range(len(path) - 1, 0, -1) if isinstance(path[depth - 1], str)), 0)
    beside = situation.document.value_at(path[: depth - 1]) if depth else None
    if not isinstance(beside, dict):
        return
    for name in _fields(situation.schema_at(path[: depth - 1])):
        inside = situation.schema_at((*path[: depth - 1], name, *path[depth:-1]))
        alike = words(name)[:1] == words(str(path[depth - 1]))[:1]
        if alike and name not in beside and path[-1] in _fields(inside):
            yield _candidate(situation, path[:depth], name, _OTHER_HOLDER)
