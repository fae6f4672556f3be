"""A field or a list item in the wrong column: moved to the column of a map or list that may hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from kubeproof.finding import Applicability
from kubeproof.repair.candidate import REPEATED_KEY, SYNTAX_ERROR, UNKNOWN_FIELD, WRONG_TYPE, Candidate, Situation
from kubeproof.repair.homes import homes, is_free, own_column
from kubeproof.repair.layout import shifted
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.repair.outline import Line

_BEFORE = 4
_RUN = 2.0
_APART = 0.8
_PER_LINE = 0.001
_OF_POD = frozenset({"restartPolicy"})
"""Fields that a container has too, but hardly ever."""
_STATUS = "status"
_SELECTOR = "selector"


def candidates(situation: Situation) -> Iterator[Candidate]:
    """Moves of the lines that the finding may be about, each to every place that may hold them."""
    for number in _suspects(situation):
        line = situation.outline.lines[number]
        for frame_path, column, home in homes(situation, line):
            shift = column - own_column(line)
            if shift:
                yield from _moves(situation, line, shift, (frame_path, home))


def _suspects(situation: Situation) -> Iterator[int]:
    """The lines that may stand in the wrong column: the one found, and for text that does not parse some before it."""
    outline = situation.outline
    if situation.target.code == SYNTAX_ERROR:
        found = min(outline.line_at(situation.target.span.start).number + 1, len(outline.lines) - 1)
        entries = [line.number for line in outline.lines[: found + 1] if line.sort == "entry"]
        yield from reversed(entries[-_BEFORE:])
    elif situation.target.code in (REPEATED_KEY, UNKNOWN_FIELD, WRONG_TYPE):
        for offset in _key_offsets(situation):
            line = outline.line_at(offset)
            if line.sort == "entry" and line.key is not None and not line.dashes:
                yield line.number


def _key_offsets(situation: Situation) -> Iterator[int]:
    """Where the key stands: both places of one that is repeated, and that of the field around an unknown one."""
    path = situation.target.path
    document = situation.document
    node = document.node_at(path[:-1]) if situation.target.code == REPEATED_KEY else None
    if isinstance(node, yaml.MappingNode):
        yield from (document.span_of(key).start for key, _ in node.value if key.value == path[-1])
    elif path:
        yield document.key_span(path).start
        if situation.target.code == UNKNOWN_FIELD and len(path) > 1 and isinstance(path[-2], str):
            yield document.key_span(path[:-1]).start


def _moves(situation: Situation, line: Line, shift: int, place: tuple[FieldPath, str]) -> Iterator[Candidate]:
    for lines, cost in _together(situation, line, shift, place[0][:-1]):
        if _stays_apart(situation, line, lines, shift):
            moved = _candidate(situation, line, lines, shift, place)
            sure = line.key != _STATUS and not _stands_right(situation, line, place[0][:-1])
            sure = sure and not _leaves_part(situation, line, lines, place[0][:-1])
            sure = sure and not _is_one_of_two(situation) and not _may_be_selected(situation, line)
            applicability = Applicability.SAFE if sure else Applicability.UNSAFE
            yield moved._replace(cost=moved.cost + cost, applicability=applicability)


def _stands_right(situation: Situation, line: Line, home: FieldPath) -> bool:
    """Whether a line that would become a label or the like is a field of the map in whose column it stands."""
    if line.dashes or not line.key or not is_free(situation.schema_at(home)):
        return False
    frames = situation.outline.open_before(line.number)
    beside = [frame for frame in frames if frame.sort == "map" and frame.column == line.column]
    return any(situation.declares(frame.path, line.key) for frame in beside)


def _is_one_of_two(situation: Situation) -> bool:
    """Whether a label or the like is there twice, and nothing tells which of the two stands in the wrong place."""
    return situation.target.code == REPEATED_KEY and is_free(situation.schema_at(situation.target.path[:-1]))


def _may_be_selected(situation: Situation, line: Line) -> bool:
    """Whether a plain value stands where a selector is missing, of which it may be all that is left."""
    if line.opens or line.dashes:
        return False
    if situation.target.code == SYNTAX_ERROR:
        return _follows_selector(situation, line)
    selector = (*situation.target.path[:-1], _SELECTOR)
    missing = is_free(situation.schema_at(selector)) and situation.document.value_at(selector) is None
    return situation.target.code == UNKNOWN_FIELD and missing


def _follows_selector(situation: Situation, line: Line) -> bool:
    """Whether a line of a text that does not parse stands one level in from where a selector is missing."""
    outline = situation.outline
    around = [frame for frame in outline.open_before(line.number) if frame.sort == "map" and frame.column < line.column]
    if not around or situation.declares(around[-1].path, line.key or ""):
        return False
    written = any(each.key == _SELECTOR and each.column == around[-1].column for each in outline.lines)
    return not written and is_free(situation.schema_at((*around[-1].path, _SELECTOR)))


def _leaves_part(situation: Situation, line: Line, lines: range, home: FieldPath) -> bool:
    """Whether the field after those that move may belong where they go as well as where it stands."""
    if situation.target.code != UNKNOWN_FIELD or line.dashes:
        return False
    after = _next_entry(situation, lines.stop)
    if after is None or after.dashes or not after.key or after.column != line.column or after.key in _OF_POD:
        return False
    here = situation.target.path[:-1]
    return situation.declares(here, after.key) and situation.declares(home, after.key)


def _next_entry(situation: Situation, number: int) -> Line | None:
    return next((each for each in situation.outline.lines[number:] if each.sort not in ("blank", "comment")), None)


def _together(situation: Situation, line: Line, shift: int, home: FieldPath) -> Iterator[tuple[range, float]]:
    """The lines that may have to move with a line, itself the first."""
    outline = situation.outline
    if situation.target.code != SYNTAX_ERROR:
        yield from ((lines, 0) for lines in situation.misplaced(line, home))
        yield from ((head, 0) for head in _heads(situation, line, shift, home))
        return
    unit, run = outline.unit(line.number), outline.run(line.number)
    alone = not line.opens and len(unit) > 1
    yield unit, _APART if alone and not (line.dashes and line.key) else 0
    yield from ((head, 0) for head in _heads_of_item(situation, line))
    if run != unit:
        yield run, _RUN
    if alone:
        yield range(line.number, line.number + 1), _APART if line.dashes and line.key else 0


def _heads_of_item(situation: Situation, line: Line) -> Iterator[range]:
    """The first lines of a list item, up to each that already stands right for a map around it."""
    if not line.dashes:
        return
    frames = [frame for frame in situation.outline.open_before(line.number) if frame.sort == "map"]
    for number in situation.outline.unit(line.number)[1:]:
        below = situation.outline.lines[number]
        key = below.key if below.key and not below.dashes else ""
        around = (frame for frame in frames if frame.column == below.column and not frame.has(key, line.number))
        if key and any(situation.declares(frame.path, key) for frame in around):
            yield range(line.number, number)


def _stays_apart(situation: Situation, line: Line, lines: range, shift: int) -> bool:
    """Whether a line that is right where it stands, after those that move, does not become a part of them."""
    if line.opens and len(lines) == 1:
        return True
    outline = situation.outline
    after = _next_entry(situation, lines.stop)
    column = (line.column if line.key else own_column(line)) + shift
    if after is None or after.sort != "entry" or after.indent + bool(after.dashes) <= column:
        return True
    sort = "list" if after.dashes else "map"
    around = [frame for frame in outline.open_before(line.number) if (frame.sort, frame.column) == (sort, after.indent)]
    return not any(sort == "list" or situation.may_hold(frame.path, after.key or "") for frame in around)


def _heads(situation: Situation, line: Line, shift: int, home: FieldPath) -> Iterator[range]:
    """The first lines of a field, up to each below it that already stands where it is right."""
    for number in situation.outline.unit(line.number)[1:] if shift > 0 else ():
        below = situation.outline.lines[number]
        right = below.column == line.column + shift and not below.dashes
        if right and below.key and situation.declares(home, below.key):
            yield range(line.number, number)


def _candidate(situation: Situation, line: Line, lines: range, shift: int, place: tuple[FieldPath, str]) -> Candidate:
    home = place[1]
    name = line.key or "this list item"
    where = home or "the root of the object"
    column = own_column(line)
    start = line.start + column
    return Candidate(
        tuple(shifted(situation.outline, lines, shift)),
        f"move {name} to column {column + shift + 1}: it belongs to {where}",
        1 + _PER_LINE * (len(lines) + abs(shift)),
        span=Span(start, line.start + line.indent + len(line.content)) if line.dashes else _key_span(line),
        problem=f'"{name}" cannot stand in column {column + 1}; it belongs to {where}, in column {column + shift + 1}',
    )


def _key_span(line: Line) -> Span:
    start = line.start + line.column
    return Span(start, start + len(line.key or ""))
