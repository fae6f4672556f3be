"""Fields that lack the level above them: it is written around them, if the schema has one that takes them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.finding import Applicability
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
_COMMON = 8
_SELECTING = frozenset({"selector", "labels"})
_COMPOUND = frozenset("./_-")


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
    for keys in filter(None, _groups(layout.keys(parent), path[-1], schema)):
        structured = len(keys) > 1 or isinstance(layout.value(path), (dict, list))
        deepest = _DEEPEST if structured else 1
        yield from _under_last(situation, layout, parent, keys)
        for levels, cost, free in _levels(situation, schema, keys, layout.keys(parent), deepest):
            edits = layout.wrap(parent, keys, levels)
            name = ".".join(level for level in levels if level != ITEM)
            if edits:
                named = structured or free or situation.types_with(path[-1]) < _COMMON
                sure = named if not free else _surely_free(situation, layout, parent, keys)
                sure = sure and not _belongs_elsewhere(situation, layout, parent, levels[0])
                sure = sure and not (len(keys) == len(layout.keys(parent)) and _may_continue(layout, parent, levels[0]))
                applicability = Applicability.SAFE if sure else Applicability.UNSAFE
                yield Candidate(edits, f"put {_listed(keys)} under {name}", 1 + cost, applicability)


def _may_continue(layout: Layout, item: FieldPath, level: str) -> bool:
    """Whether the list item before has the level, so that this one may be more of what is below it."""
    return bool(item) and isinstance(item[-1], int) and level in layout.keys((*item[:-1], item[-1] - 1))


def _belongs_elsewhere(situation: Situation, layout: Layout, parent: FieldPath, level: str) -> bool:
    """Whether items beside may have the level too, or the object lacks its data and this would be a label."""
    beside = ((*parent, key, 0) for key in layout.keys(parent) if isinstance(layout.value((*parent, key)), list))
    lacks_data = situation.declares((), "data") and "data" not in layout.keys(())
    not_data = ("labels", "annotations") if lacks_data else ("stringData", "binaryData")
    return any(situation.declares(each, level) for each in beside) or (
        situation.declares((), "data") and level in not_data
    )


def _is_free(schema: Schema) -> bool:
    return not schema.get("properties") and isinstance(schema.get("additionalProperties"), dict)


def _under_last(situation: Situation, layout: Layout, parent: FieldPath, keys: Sequence[str]) -> Iterator[Candidate]:
    """The keys under the field before them, if that is empty."""
    present = layout.keys(parent)
    before = present.index(keys[0]) - 1
    if before < 0 or layout.value((*parent, present[before])) is not None or layout.in_flow(parent):
        return
    field = (*parent, present[before])
    inner = situation.schema_at(field) or {}
    if (_is_free(inner) or all(key in inner.get("properties", {}) for key in keys)) and layout.owns_lines(
        (*parent, keys[-1])
    ):
        lines = range(layout.line((*parent, keys[0])).number, layout.extent((*parent, keys[-1])).stop)
        yield Candidate(layout.moved(lines, layout.outline.step), f"put {_listed(keys)} under {field[-1]}")


def _surely_free(situation: Situation, layout: Layout, parent: FieldPath, keys: Sequence[str]) -> bool:
    """Whether keys are labels, annotations or data rather than fields that do not exist.

    They are if the map has nothing else, if none is the name of a field elsewhere, or if a selector is wrong without
    them.
    """
    if any(layout.value((*parent, key)) is None for key in keys):
        return False
    selector = situation.declares(parent, "matchLabels")
    named = all(_COMPOUND & set(key) or (selector and not situation.types_with(key)) for key in keys)
    if len(keys) == len(layout.keys(parent)) or named:
        return True
    return any(_SELECTING & set(error.path) for error in situation.assessment.errors)


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
    situation: Situation, schema: Schema, keys: Sequence[str], present: Sequence[str], deepest: int
) -> Iterator[tuple[Levels, float, bool]]:
    """The absent fields of a type, one or two deep, that take the keys: how unlikely, and whether they take any key."""
    for name, declared in schema.get("properties", {}).items():
        inner = situation.catalog.resolve(declared)
        if name in present or name == "status":
            continue
        levels: Levels = (name,)
        if isinstance(inner.get("items"), dict):
            levels, inner = (name, ITEM), situation.catalog.resolve(inner["items"])
        free = _is_free(inner)
        if free or all(key in inner.get("properties", {}) for key in keys):
            yield levels, _FREE * free + _PER_LEVEL * levels.count(ITEM), free
        elif deepest > 1 and ITEM not in levels:
            for below, cost, any_key in _levels(situation, inner, keys, (), deepest - 1):
                yield (name, *below), cost + _PER_LEVEL, any_key


def _listed(keys: Sequence[str] | FieldPath) -> str:
    return ", ".join(str(key) for key in keys)
