"""Where the fields of plain YAML stand: found line by line, as `plain` reads it, for the paths that somebody asks for.

The places are those that the parser gives, which takes ten times as long; what stands inside brackets is left to it.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

from kubeproof.manifest.plain_line import OPEN, Header, content_lines, value_length
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from kubeproof.manifest.path import FieldPath
    from kubeproof.manifest.plain_line import Line

_COLON = re.compile(r": *")


class _Spot(NamedTuple):
    """Where a value begins.

    Attributes:
        at: which of the lines with content it begins on; that of its key for a value beside or without one.
        column: the column, from 0.
        sort: a map or a list in the block style, or anything else.
    """

    at: int
    column: int
    sort: Literal["map", "list", "value"]


class PlainPlaces:
    """The places of what a text holds; only for a text that `read_plain` can read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        self._content = content_lines(self._lines)
        self._blocks: dict[_Spot, tuple[list[int], int]] = {}
        self._keys: dict[_Spot, dict[str | None, int]] = {}

    def value_span(self, path: FieldPath) -> Span | None:
        """Where a value stands, or the nearest parent that is there; None for what is inside brackets."""
        if not self._content:
            return None
        spot = self._begin(0, 0)
        for step in path:
            below = self._below(spot, step)
            if below is None:
                return None if self._is_in_brackets(spot) else self._span(spot)
            spot = below
        return self._span(spot)

    def key_span(self, path: FieldPath) -> Span | None:
        """Where the key of a field stands, or the value of what has none; None for what is inside brackets."""
        spot = self._begin(0, 0) if self._content and path else None
        for step in path[:-1]:
            spot = spot and self._below(spot, step)
        index = self._key(spot, str(path[-1])) if spot and spot.sort == "map" else None
        if index is None:
            return self.value_span(path)
        number, line = self._content[index]
        start = self._starts[number] + line.column
        return Span(start, start + len(line.key or ""))

    def _begin(self, index: int, dash: int) -> _Spot:
        """What begins on a line, with or after one of its dashes."""
        line = self._content[index][1]
        if dash < len(line.dashes):
            return _Spot(index, line.dashes[dash], "list")
        if line.key is not None:
            return _Spot(index, line.column, "map")
        after = index + 1
        if line.value is OPEN and after < len(self._content) and self._line(after).first > line.dashes[-1]:
            return self._begin(after, 0)
        return _Spot(index, line.column, "value")

    def _below(self, spot: _Spot, step: str | int) -> _Spot | None:
        """A field of a map or an item of a list."""
        if spot.sort == "map" and isinstance(step, str):
            index = self._key(spot, step)
            return None if index is None else self._beside(index)
        if spot.sort == "list" and isinstance(step, int):
            index = next(iter(self._block(spot)[0][step : step + 1]), None)
            return None if index is None else self._begin(index, self._line(index).dashes.index(spot.column) + 1)
        return None

    def _key(self, spot: _Spot, key: str) -> int | None:
        if spot not in self._keys:
            self._keys[spot] = {self._line(index).key: index for index in self._block(spot)[0]}
        return self._keys[spot].get(key)

    def _beside(self, index: int) -> _Spot:
        """The value of the key on a line: there, or on the lines below."""
        number, line = self._content[index]
        after = index + 1
        if line.value is OPEN and after < len(self._content):
            following = self._line(after)
            first = following.first
            if first > line.column or (first == line.column and following.dashes):
                return self._begin(after, 0)
        end = line.column + len(line.key or "")
        colon = _COLON.match(self._lines[number], end)
        return _Spot(index, end + 1 if line.value is OPEN or colon is None else colon.end(), "value")

    def _block(self, spot: _Spot) -> tuple[list[int], int]:
        """The lines on which the entries of a map or a list begin, and where in the text it ends."""
        if spot not in self._blocks:
            self._blocks[spot] = self._found_block(spot)
        return self._blocks[spot]

    def _found_block(self, spot: _Spot) -> tuple[list[int], int]:
        entries = [spot.at]
        is_list = spot.sort == "list"
        for index in range(spot.at + 1, len(self._content)):
            number, line = self._content[index]
            first = line.first
            if first < spot.column or (first == spot.column and is_list and not line.dashes):
                return entries, self._starts[number] + first
            if first == spot.column and is_list == bool(line.dashes):  # a list may stand below its key
                entries.append(index)
        return entries, len(self._text)

    def _span(self, spot: _Spot) -> Span:
        number, line = self._content[spot.at]
        start = self._starts[number] + spot.column
        if spot.sort != "value":
            end = self._block(spot)[1]
        elif type(line.value) is Header:
            end = self._starts[self._end_of_text(number, line)]
        else:
            return Span(start, start + (0 if line.value is OPEN else value_length(self._lines[number][spot.column :])))
        return Span(start, start + len(self._text[start:end].rstrip()))

    def _end_of_text(self, number: int, line: Line) -> int:
        """The number of the first line below a key that no longer belongs to its text."""
        at = number + 1
        while at < len(self._lines) and not self._lines[at][: line.inset + 1].strip(" "):
            at += 1
        return at

    def _is_in_brackets(self, spot: _Spot) -> bool:
        number = self._content[spot.at][0]
        return spot.sort == "value" and self._lines[number][spot.column : spot.column + 1] in ("[", "{")

    def _line(self, index: int) -> Line:
        return self._content[index][1]
