"""A field in the middle of something else: its lines are taken out and put behind what they interrupt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.manifest.path import spell
from kubeproof.repair.candidate import UNKNOWN_FIELD, Candidate, Situation
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.repair.outline import Frame, Line, Outline

_COST = 2.5


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The field at the end of each map around it that may hold it."""
    if situation.target.code != UNKNOWN_FIELD:
        return
    line = situation.outline.line_at(situation.target.span.start)
    if line.sort != "entry" or line.key is None or line.dashes:
        return
    for frame in situation.outline.open_before(line.number):
        if frame.sort == "map" and frame.column < line.column and situation.may_hold(frame.path, line.key):
            for lines in situation.misplaced(line, frame.path):
                yield _candidate(situation.outline, line, lines, frame)


def _candidate(outline: Outline, line: Line, unit: range, frame: Frame) -> Candidate:
    first, after = outline.lines[unit.start].start, _start_of(outline, unit.stop)
    target = _start_of(outline, _end_of(outline, frame, unit.stop))
    shift = frame.column - line.column
    text = "".join(_shift(outline, number, shift) for number in unit)
    if not text.endswith("\n"):
        text += "\n"
    edits = (Edit(first, after, ""), Edit(target, target, _on_own_lines(outline.text, target, text)))
    where = spell(frame.path) or "the root of the object"
    return Candidate(edits, f"move {line.key} to the end of {where}", _COST)


def _on_own_lines(text: str, target: int, lines: str) -> str:
    return lines if target == 0 or text[target - 1] == "\n" else "\n" + lines.rstrip("\n")


def _start_of(outline: Outline, number: int) -> int:
    return outline.lines[number].start if number < len(outline.lines) else len(outline.text)


def _shift(outline: Outline, number: int, shift: int) -> str:
    line = outline.lines[number]
    text = outline.text[line.start : _start_of(outline, number + 1)]
    return text if line.sort == "blank" else text[min(-shift, line.indent) :]


def _end_of(outline: Outline, frame: Frame, number: int) -> int:
    """The number of the line after the last one that is part of a map, from a line inside it on."""
    last = number
    for line in outline.lines[number:]:
        if line.sort in ("blank", "comment"):
            continue
        if line.sort == "marker" or line.indent < frame.column:
            break
        last = line.number + 1
    return last
