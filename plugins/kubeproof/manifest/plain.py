"""The plain majority of YAML, read line by line without a parser: block maps and lists with one value a line.

Most manifests use nothing else, and a parser that notes the place of every token takes many times as long. Whatever is
not plain beyond doubt (an anchor, a tag, a repeated key, odd indentation) is left to the parser, so that this reader
decides nothing that is hard to decide.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from kubeproof.manifest.plain_json import json_start, read_json
from kubeproof.manifest.plain_line import (
    LONG,
    NOT_PLAIN,
    OPEN,
    Header,
    Line,
    NotPlainError,
    is_start,
    read_line,
    read_long_line,
)
from kubeproof.manifest.plain_text import read_text
from kubeproof.manifest.survey import Survey, survey

_DEEPEST = 50
_LAST = -1


class Plain(NamedTuple):
    """What was read.

    Attributes:
        value: the value of the document.
        survey: what it holds.
        in_lines: whether it is written with one value a line, so that places can be found by lines.
    """

    value: Any
    survey: Survey
    in_lines: bool = True


def read_plain(text: str) -> Plain | None:
    """The value of one document; None for a text that the parser has to read."""
    try:
        start = json_start(text)
        if start is not None:
            value = read_json(text, start)
            return Plain(value, survey(value), in_lines=False)
        return _Reader(text.split("\n")).read()
    except NotPlainError:
        return None


class _Reader:
    """Reads lines into maps and lists; those that may still grow are on a stack, each with its column."""

    __slots__ = ("at", "columns", "key", "lines", "nulls", "open", "root")

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 1 if is_start(lines[0]) else 0
        self.open: list[Any] = []
        self.columns: list[int] = []
        self.root: Any = None
        self.key: str | int | None = None  # whose value may follow on the next lines: in the innermost map or list
        self.nulls = 0  # keys and dashes without a value

    def read(self) -> Plain:
        lines, count, columns, holders = self.lines, len(self.lines), self.columns, self.open
        keys: set[str] = set()
        has_empty = has_null = False
        while self.at < count:
            text = lines[self.at]
            line = read_line(text) if len(text) < LONG else read_long_line(text)
            self.at += 1
            if line is None:
                continue
            if line is NOT_PLAIN:
                raise NotPlainError
            dashes, column, key, value, (held, some_empty, some_null), is_field = line
            keys |= held
            if some_empty:
                has_empty, has_null = True, has_null or some_null
            if dashes:
                self._item(line)
            elif (
                is_field
                and columns
                and columns[-1] == column
                and type(fields := holders[-1]) is dict
                and key not in fields
            ):
                fields[key] = value
                self.key = None
            else:
                self._field(line)
        has_null = has_null or self.nulls > 0
        return Plain(self.root, Survey(frozenset(keys), has_empty or has_null, has_null))

    def _field(self, line: Line) -> None:
        """A line with a key: of a map that is open, or of a new one under the key before it."""
        columns, key, column = self.columns, self.key, line.column
        while columns and (columns[-1] > column or (columns[-1] == column and type(self.open[-1]) is list)):
            columns.pop()
            self.open.pop()
            key = None
        if columns and columns[-1] == column:
            fields = self.open[-1]
        else:
            fields = {}
            self._begin(fields, column, key)
        self._set(fields, line)

    def _item(self, line: Line) -> None:
        """A line with a dash: of a list that is open, or of a new one under the key before it."""
        columns, key, column = self.columns, self.key, line.dashes[0]
        while columns and columns[-1] > column:
            columns.pop()
            self.open.pop()
            key = None
        if not columns or columns[-1] != column or type(self.open[-1]) is dict:
            self._begin([], column, key)
        for inner in line.dashes[1:]:
            self._add([], inner)
        self.key = None
        if line.key is None:
            self._append(line)
        else:
            fields: dict[str, Any] = {}
            self._add(fields, line.column)
            self._set(fields, line)

    def _add(self, container: Any, column: int) -> None:  # noqa: ANN401 - a map or a list
        """Open a map or a list as an item of the innermost list."""
        self.open[-1].append(container)
        self._push(container, column)

    def _append(self, line: Line) -> None:
        """Put the value of an item into the innermost list."""
        if line.value is OPEN:
            self.open[-1].append(None)
            self.nulls += 1
            self.key = _LAST
        else:
            self.open[-1].append(self._value(line))

    def _begin(self, container: Any, column: int, key: str | int | None) -> None:  # noqa: ANN401 - a map or a list
        """Open a map or a list as the root, or as the value of a key or a dash that has none yet."""
        if not self.columns:
            if self.root is not None:
                raise NotPlainError
            self.root = container
        elif key is None:
            raise NotPlainError
        else:
            self.open[-1][key] = container
            self.nulls -= 1
        self._push(container, column)

    def _push(self, container: Any, column: int) -> None:  # noqa: ANN401 - a map or a list
        if len(self.columns) >= _DEEPEST:
            raise NotPlainError
        self.columns.append(column)
        self.open.append(container)

    def _set(self, fields: dict[str, Any], line: Line) -> None:
        key = line.key
        if key is None or key in fields:
            raise NotPlainError
        if line.value is OPEN:
            fields[key] = None
            self.nulls += 1
            self.key = key
            return
        self.key = None
        fields[key] = self._value(line)

    def _value(self, line: Line) -> Any:  # noqa: ANN401 - any YAML value
        if type(line.value) is not Header:
            return line.value
        text, self.at = read_text(self.lines, self.at, line.inset, line.value)
        return text
