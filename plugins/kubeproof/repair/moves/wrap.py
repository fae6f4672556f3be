"""Fields that lack the level above them: it is written around them, if the schema has one that takes them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.repair.candidate import UNKNOWN_FIELD, Candidate, Situation
from kubeproof.repair.layout import ITEM, Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema.catalog import Schema

Levels = tuple[str, ...]

_PER_LEVEL = 0.6
_FREE = 0.6
_DEEPEST = 2


def candidates(situation: Situation) -> Iterator[Candidate]:
    """Each way to put absent fields of the type around an unknown field and those beside it."""
    path = situation.target.path
    if situation.target.code != UNKNOWN_FIELD or not path or not isinstance(path[-1], str):
        return
    layout = Layout(situation)
    parent = path[:-1]
    schema = situation.schema_at(parent)
    if schema is None or path[-1] not in layout.keys(parent):
        return
    for keys in _groups(layout.keys(parent), path[-1], schema):
        for levels, cost in _levels(situation, schema, keys, layout.keys(parent), 1):
            edits = layout.wrap(parent, keys, levels)
            name = ".".join(level for level in levels if level != ITEM)
            if edits:
                yield Candidate(edits, f"put {_listed(keys)} under {name}", 1 + cost)


def _groups(present: list[str], key: str, schema: Schema) -> Iterator[list[str]]:
    """An unknown field alone, and with its unknown neighbours."""
    known = schema.get("properties", {})
    start = stop = present.index(key)
    while start and present[start - 1] not in known:
        start -= 1
    while stop < len(present) and present[stop] not in known:
        stop += 1
    yield present[start:stop]
    if stop - start > 1:
        yield [key]


def _levels(
    situation: Situation, schema: Schema, keys: Sequence[str], present: Sequence[str], depth: int
) -> Iterator[tuple[Levels, float]]:
    """The absent fields of a type, one or two deep, under which the keys are right."""
    for name, declared in schema.get("properties", {}).items():
        inner = situation.catalog.resolve(declared)
        if name in present or name == "status":
            continue
        levels: Levels = (name,)
        if isinstance(inner.get("items"), dict):
            levels, inner = (name, ITEM), situation.catalog.resolve(inner["items"])
        fit = _fit(inner, keys)
        if fit is not None:
            yield levels, fit + _PER_LEVEL * (depth - 1 + levels.count(ITEM))
        elif depth < _DEEPEST and ITEM not in levels:
            for below, cost in _levels(situation, inner, keys, (), depth + 1):
                yield (name, *below), cost


def _fit(schema: Schema, keys: Sequence[str]) -> float | None:
    """How badly a type takes the keys: 0 if it has all of them, more if it takes any key at all; None if it cannot."""
    if all(key in schema.get("properties", {}) for key in keys):
        return 0
    free = isinstance(schema.get("additionalProperties"), dict)
    return _FREE if free and not schema.get("properties") else None


def _listed(keys: Sequence[str] | FieldPath) -> str:
    return ", ".join(str(key) for key in keys)
