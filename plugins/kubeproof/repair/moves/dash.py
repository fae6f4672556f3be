"""A dash too many, one that was lost, one without a space after it, and one in the middle of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from kubeproof.finding import Applicability
from kubeproof.repair.candidate import REPEATED_KEY, SYNTAX_ERROR, UNKNOWN_FIELD, WRONG_TYPE, Candidate, Situation
from kubeproof.repair.items import RUN
from kubeproof.repair.layout import Layout
from kubeproof.repair.lines import suspects
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.repair.frames import Frame
    from kubeproof.repair.lines import Suspect
    from kubeproof.repair.outline import Line

_GLUED = re.compile(r"^([ \t]*)-(?=[A-Za-z\"'{\[/])", re.MULTILINE)
_CONTINUED = re.compile(r"\n([ \t]*)(?=-[ \t])")
_UNSPACED = re.compile(r"-[A-Za-z\"'{\[/]")
_DASH = 2
_LIKELY = 0.8
_MERGED = 1.6
_UNDASHED = 1.8


def candidates(situation: Situation) -> Iterator[Candidate]:
    """What the dashes near the finding could be."""
    target = situation.target
    if target.code == SYNTAX_ERROR:
        yield from _unreadable(situation)
        return
    layout = Layout(situation)
    if target.code == REPEATED_KEY:
        yield from _lost(situation, layout)
    if target.code == WRONG_TYPE and "items" in (situation.schema_at(target.path) or {}):
        yield from _in_keys(layout, target.path, layout.keys(target.path))
    if target.code == UNKNOWN_FIELD and target.path:
        yield from _in_keys(layout, target.path[:-1], [str(target.path[-1])])
    if isinstance(layout.value(target.path), str):
        yield from _in_text(situation, layout)
    yield from _too_many(layout, target.path)


def _unreadable(situation: Situation) -> Iterator[Candidate]:
    """The space after a dash, a dash taken away, and one put where a list has to begin."""
    for suspect in suspects(situation, everywhere=True):
        if _UNSPACED.match(suspect.code):
            edit = Edit(suspect.start + 1, suspect.start + 1, " ")
            glued = suspect.candidate((edit,), "put a space after the dash", "a dash needs a space after it")
            yield glued._replace(applicability=Applicability.UNSAFE) if _is_option(situation, suspect.line) else glued
    for suspect in suspects(situation):
        frames = situation.outline.open_before(suspect.line.number)
        if frames:
            yield from _needless(suspect, frames) if suspect.line.dashes else _missing(situation, suspect, frames)


def _needless(suspect: Suspect, frames: list[Frame]) -> Iterator[Candidate]:
    line = suspect.line
    maps = [frame for frame in frames if frame.sort == "map" and frame.column == line.column]
    if line.key is not None and maps and line.key not in maps[-1].keys:
        edit = Edit(line.start + line.dashes[-1], line.start + line.dashes[-1] + 1, " ")
        message = f"take the dash before {line.key} away"
        yield suspect.candidate((edit,), message, "a dash begins a list item, and this is none", _UNDASHED)


def _missing(situation: Situation, suspect: Suspect, frames: list[Frame]) -> Iterator[Candidate]:
    """A dash where a list is wanted, or before a text that is as far in as the items of a list."""
    line = suspect.line
    column = line.indent if line.key is None else line.column
    around = frames[-1]
    begins = around.pending and column >= around.column + _DASH
    schema = situation.schema_at((*around.path, around.pending or "")) if begins else None
    beside = any(frame.sort == "list" and frame.column == column - _DASH for frame in frames)
    if "items" in (schema or {}) or (line.key is None and beside):
        edit = Edit(line.start + column - _DASH, line.start + column, "- ")
        message = f"put a dash before {line.key or 'the text'}"
        yield suspect.candidate((edit,), message, "a list item begins with a dash")


def _is_option(situation: Situation, line: Line) -> bool:
    """Whether a dash may be that of an option of a command, of which the dash before it is lost."""
    frames = situation.outline.open_before(line.number)
    runs = any(RUN & {frame.pending, *frame.path[-1:]} for frame in frames[-2:])
    return runs and line.sort == "text" and line.content[1].isalpha()


def _lost(situation: Situation, layout: Layout) -> Iterator[Candidate]:
    """A dash before the key that is repeated, so that it begins another item."""
    path = situation.target.path
    line = situation.outline.line_at(situation.target.span.start)
    item = path[:-1]
    if not item or not isinstance(item[-1], int) or layout.in_flow(item) or line.key != path[-1] or line.dashes:
        return
    at = line.start + line.column
    before = _last_before(layout, item, at)
    if line.column >= _DASH and before is not None and layout.value((*item, before)) is not None:
        keys = [key.value for key, _ in layout.pairs(item)]
        single = keys[-1] == path[-1] or keys[1:2] == [path[-1]]
        applicability = Applicability.UNSAFE if single else Applicability.SAFE
        message = f"put a dash before {line.key}: it begins another item"
        yield Candidate((Edit(at - _DASH, at, "- "),), message, applicability=applicability)


def _last_before(layout: Layout, path: FieldPath, at: int) -> str | None:
    """The key of a map that stands next before an offset."""
    starts = {key.start_mark.index: key.value for key, _ in layout.pairs(path)}
    offset = layout.document.span.start
    return next((starts[start] for start in sorted(starts, reverse=True) if start + offset < at), None)


def _in_keys(layout: Layout, path: FieldPath, keys: list[str]) -> Iterator[Candidate]:
    """A space after the dash with which each key begins that is meant for an item of a list."""
    if keys and all(map(_UNSPACED.match, keys)):
        starts = [layout.key((*path, key)).start + 1 for key in keys]
        yield Candidate(tuple(Edit(start, start, " ") for start in starts), "put a space after each dash", _LIKELY)


def _in_text(situation: Situation, layout: Layout) -> Iterator[Candidate]:
    """The dashes at which a text that spans lines goes on as items of the list that it is in."""
    path = situation.target.path
    node = situation.document.node_at(path)
    if not isinstance(node, yaml.ScalarNode) or node.style:
        return
    span = layout.span(path)
    text = situation.text[span.start : span.end]
    if text.startswith("-") and _GLUED.search(text):
        starts = [span.start, *(span.start + found.end() - 1 for found in _GLUED.finditer(text) if found.start())]
        edits = tuple(Edit(start + 1, start + 1, " ") for start in starts)
        option = RUN & set(path) and text[1].isalpha()
        applicability = Applicability.UNSAFE if option else Applicability.SAFE
        yield Candidate(edits, "put a space after each dash", _LIKELY, applicability)
    line = situation.outline.line_at(span.start)
    columns = {len(found[1]) for found in _CONTINUED.finditer(text)}
    if "items" in (situation.schema_at(path) or {}) and columns == {span.start - line.start - _DASH}:
        yield Candidate((Edit(span.start - _DASH, span.start, "- "),), "put a dash before the first item", _LIKELY)
    if line.dashes:
        indent = " " * line.dashes[-1]
        edits = tuple(
            Edit(span.start + found.start(1), span.start + found.end(1), indent) for found in _CONTINUED.finditer(text)
        )
        if edits:
            yield Candidate(edits, "move the dash into the column of the list", _LIKELY)


def _too_many(layout: Layout, path: FieldPath) -> Iterator[Candidate]:
    """The item, or the one after it, as more of the item before it."""
    for depth in range(len(path), 0, -1):
        step = path[depth - 1]
        if not isinstance(step, int) or layout.in_flow(path[: depth - 1]):
            continue
        for index in (step, step + 1):
            before, item = layout.value((*path[: depth - 1], index - 1)), layout.keys((*path[: depth - 1], index))
            if index and item and isinstance(before, dict) and before and not set(before) & set(item):
                yield from _merged(layout, (*path[: depth - 1], index), item)
        return


def _merged(layout: Layout, item: FieldPath, keys: list[str]) -> Iterator[Candidate]:
    line = layout.line(item)
    if line.dashes and line.key == keys[0] and not layout.in_flow(item):
        dash = line.start + line.dashes[-1]
        yield Candidate((Edit(dash, dash + 1, " "),), f"take the dash before {keys[0]} away", _MERGED)
