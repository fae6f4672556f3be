"""The places where a line may stand: the maps and lists that are open before it, and one that it may begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.manifest.path import spell
from kubeproof.repair.candidate import REPEATED_KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.repair.candidate import Situation
    from kubeproof.repair.frames import Frame
    from kubeproof.repair.outline import Line
    from kubeproof.schema.catalog import Schema


def own_column(line: Line) -> int:
    """The column of a line's first dash, or of its key."""
    return line.dashes[0] if line.dashes else line.column


def homes(situation: Situation, line: Line) -> Iterator[tuple[FieldPath, int, str]]:
    """Where a line may stand: the field that it would be, the column, and what it would be part of."""
    frames = situation.outline.open_before(line.number)
    for frame in frames:
        if line.dashes and frame.sort == "list":
            yield (*frame.path, frame.size), frame.column, spell(frame.path)
        elif not line.dashes and frame.sort == "map" and line.key and situation.may_hold(frame.path, line.key):
            yield (*frame.path, line.key), frame.column, spell(frame.path)
    if frames:
        yield from _new_homes(situation, line, frames[-1])


def _new_homes(situation: Situation, line: Line, frame: Frame) -> Iterator[tuple[FieldPath, int, str]]:
    """The columns at which the line would be the first of a map or list that the line before it begins."""
    if frame.pending is None or frame.sort == "list":
        return
    path = (*frame.path, frame.pending)
    step = situation.outline.step
    schema = situation.schema_at(path)
    if line.dashes:
        if situation.type_name is None or (schema is not None and "items" in schema):
            yield (*path, 0), frame.column, spell(path)
            yield (*path, 0), frame.column + step, spell(path)
    elif line.key:
        may_be = situation.target.code == REPEATED_KEY and is_free(schema)
        if may_be or situation.may_hold(path, line.key):
            yield (*path, line.key), frame.column + step, spell(path)


def is_free(schema: Schema | None) -> bool:
    """Whether a map takes any key, as labels do."""
    return schema is not None and isinstance(schema.get("additionalProperties"), dict)
