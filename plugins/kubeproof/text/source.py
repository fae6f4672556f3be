"""Places in a text: offsets, and the lines and columns that people read."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

_END = re.compile(r"\n")


class Position(NamedTuple):
    """A place as an editor shows it: line and column, both counted from 1, columns in characters."""

    line: int
    column: int


class Span(NamedTuple):
    """A half-open run of characters: offsets from 0."""

    start: int
    end: int


class Source:
    """A text whose offsets can be turned into lines and columns."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def line_starts(self) -> list[int]:
        r"""The offset of each line's first character; a line ends after `\n`, as editors and YAML count."""
        return [0, *(end.end() for end in _END.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """The line and column of an offset; an offset past the end is the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a line and column, both counted from 1."""
        return self.line_starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """A line's characters without its end, counted from 1."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
