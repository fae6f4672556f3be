"""A run of text inside a file, such as the body of a fence, and the way back to the file."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kubeproof.text.edit import Edit
from kubeproof.text.source import Position, Source

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Block:
    """Text cut out of a file line by line.

    Attributes:
        text: the lines without what they stand in (a list's indentation, a quote's marks).
        cut: for each line the offset in the file of its first character; None for the whole file.
        file: the whole file.
    """

    text: str
    cut: tuple[int, ...] | None
    file: Source
    _own: Source = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_own", self.file if self.cut is None else Source(self.text))

    @property
    def starts(self) -> tuple[int, ...]:
        """For each line the offset in the file of its first character."""
        return tuple(self.file.line_starts) if self.cut is None else self.cut

    def file_offset(self, offset: int) -> int:
        """The offset in the file of an offset in the text."""
        if self.cut is None:
            return min(offset, len(self.text))
        if not self.cut:
            return 0
        lines = self._own.line_starts
        line = min(bisect_right(lines, offset) - 1, len(self.cut) - 1)
        return self.cut[line] + min(offset, len(self.text)) - lines[line]

    def position(self, offset: int) -> Position:
        """The line and column in the file of an offset in the text."""
        return self.file.position(self.file_offset(offset))

    def file_edits(self, edits: Iterable[Edit]) -> list[Edit]:
        """The same edits for the file: new lines get what the line at the edit stands in."""
        return [self._file_edit(edit) for edit in edits]

    def _file_edit(self, edit: Edit) -> Edit:
        if edit.end == len(self.text) > edit.start and self.text.endswith("\n") and edit.text.endswith("\n"):
            edit = Edit(edit.start, edit.end - 1, edit.text[:-1])
        start, end = self.file_offset(edit.start), self.file_offset(edit.end)
        row = bisect_right(self._own.line_starts, edit.start) - 1
        if edit.end == len(self.text) and self.text.endswith("\n") and edit.start == self._own.line_starts[row]:
            return self._tail_edit(edit, row, end)
        if "\n" not in edit.text:
            return Edit(start, end, edit.text)
        return Edit(start, end, edit.text.replace("\n", "\n" + self._prefix(row)))

    def _tail_edit(self, edit: Edit, row: int, end: int) -> Edit:
        """Whole lines up to the end: what follows them in the file keeps what it stands in."""
        prefix = self._prefix(min(row, len(self.starts) - 1))
        start = self.starts[row] - len(prefix) if row < len(self.starts) else end
        return Edit(start, end, "".join(prefix + line for line in edit.text.splitlines(keepends=True)))

    def _prefix(self, row: int) -> str:
        """What stands before a line of the text in the file, a list's marker as spaces."""
        start = self.starts[row]
        line = self.file.position(start).line
        return re.sub(r"[^> \t]", " ", self.file.text[self.file.line_starts[line - 1] : start])


def whole(source: Source) -> Block:
    """A file as one block."""
    return Block(source.text, None, source)


def lines_of(source: Source, start: int, end: int) -> Block:
    """Some lines of a file as a block: from the offset where the first begins to where the last ends."""
    first, behind = bisect_left(source.line_starts, start), bisect_left(source.line_starts, end)
    return Block(source.text[start:end], tuple(source.line_starts[first:behind]), source)
