"""A field in the wrong map: its lines are taken out and put at the end of a map that may hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.finding import Applicability
from kubeproof.manifest.document import walk
from kubeproof.manifest.path import spell
from kubeproof.repair.candidate import UNKNOWN_FIELD, WRONG_TYPE, Candidate, Situation
from kubeproof.repair.layout import Layout
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.repair.outline import Outline

_COST = 1.5
_PER_STEP = 0.5
_WHOLE_FIELD = 0.5
_NEAR = 2
_COMMON = 8
_FREE = 1.6


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The field, or the one that it is part of, at the end of each other map that lacks such a field."""
    path = situation.target.path
    if situation.target.code not in (UNKNOWN_FIELD, WRONG_TYPE) or not path:
        return
    layout = Layout(situation)
    yield from _into_free_map(situation, layout)
    for field, cost in ((path, 0.0), (path[:-1], _WHOLE_FIELD)):
        if not field or not isinstance(field[-1], str) or layout.in_flow(field[:-1]) or not layout.owns_lines(field):
            continue
        line = layout.line(field)
        if line.dashes:
            continue
        homes = list(_homes(situation, layout, field))
        for home in homes:
            ranges = situation.misplaced(line, home) if field == path else [layout.extent(field)]
            for lines in ranges:
                for moved in _moved(situation, layout, field, lines, home):
                    unsure = _is_one_of(homes, home, layout.value(field))
                    applicability = Applicability.UNSAFE if unsure else moved.applicability
                    yield moved._replace(cost=moved.cost + cost, applicability=applicability)


def _into_free_map(situation: Situation, layout: Layout) -> Iterator[Candidate]:
    """The field and its unknown neighbours at the end of a map beside them that takes any key, such as labels."""
    path = situation.target.path
    present = layout.keys(path[:-1])
    if situation.target.code != UNKNOWN_FIELD or path[-1] not in present or not layout.owns_lines(path):
        return
    known = (situation.schema_at(path[:-1]) or {}).get("properties", {})
    stop = start = present.index(str(path[-1]))
    while stop < len(present) and present[stop] not in known:
        stop += 1
    last = (*path[:-1], present[stop - 1])
    if layout.line(path).dashes or not layout.owns_lines(last):
        return
    lines = range(layout.line(path).number, layout.extent(last).stop)
    for key in present:
        home = (*path[:-1], key)
        inner = situation.schema_at(home) or {}
        keys = layout.keys(home)
        if "additionalProperties" in inner and "properties" not in inner and not set(keys) & set(present[start:stop]):
            for moved in _moved(situation, layout, path, lines, home):
                yield moved._replace(cost=_FREE, applicability=Applicability.UNSAFE)


def _homes(situation: Situation, layout: Layout, field: FieldPath) -> Iterator[FieldPath]:
    """The maps that may have a field by name and do not have one."""
    key = str(field[-1])
    for home, value in walk(layout.document.value):
        if home == field[:-1] or home[: len(field)] == field:
            continue
        lacks = key not in value if isinstance(value, dict) else value is None and bool(home) and home[-1] != key
        if lacks and situation.declares(home, key):
            yield home


def _is_one_of(homes: list[FieldPath], home: FieldPath, value: object) -> bool:
    """Whether a plain value may as well belong to another map of the same name, such as another metadata."""
    alike = sum(each[-1:] == home[-1:] for each in homes)
    return alike > 1 and bool(home) and isinstance(home[-1], str) and not isinstance(value, (dict, list))


def _sure(situation: Situation, layout: Layout, field: FieldPath, distance: int) -> bool:
    """Whether a field can only be meant for a place: a common word such as a name may belong to anything near it."""
    common = situation.types_with(str(field[-1])) >= _COMMON and not isinstance(layout.value(field), (dict, list))
    return distance <= (_NEAR - common)


def _leaves_part(situation: Situation, layout: Layout, field: FieldPath, home: FieldPath) -> bool:
    """Whether a field says nothing, or one after it may belong into it or its items as well as where it stands."""
    if layout.value(field) in (None, {}, []):
        return True
    keys = layout.keys(field[:-1])
    after = keys[keys.index(str(field[-1])) + 1 :] if field[-1] in keys else []
    return any(
        situation.declares(field[:-1], key) and situation.declares(inner, key)
        for key in after
        for inner in ((*home, field[-1]), (*home, field[-1], 0))
    )


def _moved(
    situation: Situation, layout: Layout, field: FieldPath, lines: range, home: FieldPath
) -> Iterator[Candidate]:
    place = _end_of(layout, home)
    if place is None:
        return
    column, number = place
    outline = layout.outline
    text = "".join(_shifted(outline, each, column - layout.column(field), layout.column(field)) for each in lines)
    if not text.endswith("\n"):
        text += layout.end
    first, after = outline.lines[lines.start].start, _start_of(outline, lines.stop)
    target = _start_of(outline, number)
    if first < target < after:
        return
    edits = (Edit(first, after, ""), Edit(target, target, _on_own_lines(layout, target, text)))
    where = spell(home) or "the root of the object"
    distance = _distance(field[:-1], home)
    sure = _sure(situation, layout, field, distance) and not _leaves_part(situation, layout, field, home)
    applicability = Applicability.SAFE if sure else Applicability.UNSAFE
    cost = _COST + _PER_STEP * distance
    yield Candidate(edits, f"move {field[-1]} to the end of {where}", cost, applicability)


def _distance(here: FieldPath, there: FieldPath) -> int:
    """How many fields lie between two maps; items of a list weigh nothing."""
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    return sum(isinstance(step, str) for step in (*here[common:], *there[common:]))


def _end_of(layout: Layout, home: FieldPath) -> tuple[int, int] | None:
    """The column of a block map's keys, and the number of the line after its last one."""
    keys = layout.keys(home)
    if layout.in_flow(home):
        return None
    if not keys:
        if (
            not isinstance(home[-1], str)
            or not layout.owns_lines(home)
            or layout.span(home).end > layout.span(home).start
        ):
            return None
        return layout.column(home) + layout.outline.step, layout.line(home).number + 1
    if not layout.owns_lines((*home, keys[0])) or not layout.owns_lines((*home, keys[-1])):
        return None
    return layout.column((*home, keys[0])), layout.extent((*home, keys[-1])).stop


def _start_of(outline: Outline, number: int) -> int:
    return outline.lines[number].start if number < len(outline.lines) else len(outline.text)


def _on_own_lines(layout: Layout, target: int, lines: str) -> str:
    if target == 0 or layout.text[target - 1] == "\n":
        return lines
    return layout.end + lines.rstrip("\r\n")


def _shifted(outline: Outline, number: int, shift: int, column: int) -> str:
    line = outline.lines[number]
    text = outline.text[line.start : _start_of(outline, number + 1)]
    if line.sort == "blank" or (line.sort == "comment" and line.indent < column):
        return text
    return " " * shift + text if shift > 0 else text[min(-shift, line.indent) :]
