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


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The field, or the one that it is part of, at the end of each other map that lacks such a field."""
    path = situation.target.path
    if situation.target.code not in (UNKNOWN_FIELD, WRONG_TYPE) or not path:
        return
    layout = Layout(situation)
    for field, cost in ((path, 0.0), (path[:-1], _WHOLE_FIELD)):
        if not field or not isinstance(field[-1], str) or layout.in_flow(field[:-1]) or not layout.owns_lines(field):
            continue
        line = layout.line(field)
        if line.dashes:
            continue
        for home in _homes(situation, layout, field):
            ranges = situation.misplaced(line, home) if field == path else [layout.extent(field)]
            for lines in ranges:
                yield from _moved(layout, field, lines, home, cost)


def _homes(situation: Situation, layout: Layout, field: FieldPath) -> Iterator[FieldPath]:
    """The maps that may have a field by name and do not have one."""
    for home, value in walk(layout.document.value):
        if home == field[:-1] or home[: len(field)] == field:
            continue
        if (isinstance(value, dict) and field[-1] not in value) or (value is None and home and home[-1] != field[-1]):
            if situation.declares(home, str(field[-1])):
                yield home


def _moved(layout: Layout, field: FieldPath, lines: range, home: FieldPath, cost: float) -> Iterator[Candidate]:
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
    applicability = Applicability.SAFE if distance <= _NEAR else Applicability.UNSAFE
    cost += _COST + _PER_STEP * distance
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
        if not isinstance(home[-1], str) or not layout.owns_lines(home) or layout.span(home).end > layout.span(home).start:
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
