"""The plain majority of YAML, read line by line without a parser: block maps and lists with one value a line.

Most manifests use nothing else, and a parser that notes the place of every token takes many times as long. Whatever is
not plain beyond doubt (an anchor, a tag, an escape, a repeated key, a value over several lines, odd indentation) is
left to the parser, so that this reader decides nothing that is hard to decide. Manifests repeat each other's lines, so
what a line holds is worked out once; values in brackets are shared by the documents that have them, and never changed.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

from kubeproof.manifest import scalars
from kubeproof.manifest.plain_flow import Flow
from kubeproof.manifest.survey import Survey, survey

_LONGEST = 200_000
_DEEPEST = 50
_START = re.compile(r"---(?: +#.*)?")
_FIELD = re.compile(r"([A-Za-z_][A-Za-z0-9_./-]{0,200}):(?: +(.*))?")
_QUOTED = re.compile(r"""(?:"([^"\\]*)"|'([^']*)')(?: +#.*)?""")
_PLAIN = re.compile(r"(?:[A-Za-z0-9_./+$(~]|-(?=[A-Za-z0-9._/-])).*")
_LITERAL = re.compile(r"\|(-?)(?: +#.*)?")
_OPEN: Final = object()  # the value of a key that stands alone: the lines below it, or null
_NOT_PLAIN: Final = object()


class _NotPlainError(Exception):
    """The text needs the parser."""


class Plain(NamedTuple):
    """What was read.

    Attributes:
        value: the value of the document.
        survey: what it holds.
    """

    value: Any
    survey: Survey


@dataclass(frozen=True, slots=True)
class Line:
    """What a line holds.

    Attributes:
        dashes: the columns of the dashes that it begins with.
        column: the column of what stands after them.
        key: the key; None if there is just a value.
        value: the value of the key, or of the list item.
        survey: the keys of the line, and what is empty in it.
        is_field: whether it is a key with its value, as most lines are.
    """

    dashes: tuple[int, ...]
    column: int
    key: str | None
    value: Any
    survey: Survey
    is_field: bool


def read_plain(text: str) -> Plain | None:
    """The value of one document; None for a text that the parser has to read."""
    if len(text) > _LONGEST:
        return None
    try:
        return _Reader(text.split("\n")).read()
    except _NotPlainError:
        return None


class _Reader:
    """Reads lines into maps and lists; those that may still grow are on a stack, each with its column."""

    __slots__ = ("at", "columns", "key", "lines", "nulls", "open", "root")

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 1 if _START.fullmatch(lines[0]) else 0
        self.open: list[Any] = []
        self.columns: list[int] = []
        self.root: Any = None
        self.key: str | None = None  # the key of the innermost map whose value may follow on the next lines
        self.nulls = 0  # keys without a value

    def read(self) -> Plain:
        lines, count, columns, holders = self.lines, len(self.lines), self.columns, self.open
        keys: set[str] = set()
        has_empty = has_null = False
        while self.at < count:
            line = _line(lines[self.at])
            self.at += 1
            if line is None:
                continue
            if line is _NOT_PLAIN:
                raise _NotPlainError
            held = line.survey
            keys |= held.keys
            if held.has_empty:
                has_empty, has_null = True, has_null or held.has_null
            if line.dashes:
                self._item(line)
            elif (
                line.is_field
                and columns
                and columns[-1] == line.column
                and type(fields := holders[-1]) is dict
                and line.key not in fields
            ):
                fields[line.key] = line.value
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
            self.open[-1].append(line.value)
        else:
            fields: dict[str, Any] = {}
            self._add(fields, line.column)
            self._set(fields, line)

    def _add(self, container: Any, column: int) -> None:  # noqa: ANN401 - a map or a list
        """Open a map or a list as an item of the innermost list."""
        self.open[-1].append(container)
        self._push(container, column)

    def _begin(self, container: Any, column: int, key: str | None) -> None:  # noqa: ANN401 - a map or a list
        """Open a map or a list as the root, or as the value of a key that has none yet."""
        if not self.columns:
            if self.root is not None:
                raise _NotPlainError
            self.root = container
        elif key is None:
            raise _NotPlainError
        else:
            self.open[-1][key] = container
            self.nulls -= 1
        self._push(container, column)

    def _push(self, container: Any, column: int) -> None:  # noqa: ANN401 - a map or a list
        if len(self.columns) >= _DEEPEST:
            raise _NotPlainError
        self.columns.append(column)
        self.open.append(container)

    def _set(self, fields: dict[str, Any], line: Line) -> None:
        key, value = line.key, line.value
        if key is None or key in fields:
            raise _NotPlainError
        if value is _OPEN:
            fields[key] = None
            self.nulls += 1
            self.key = key
            return
        self.key = None
        fields[key] = self._literal(value) if type(value) is re.Match else value

    def _literal(self, header: re.Match[str]) -> str:
        """The lines below a `|`, as far as they stand further in than the key."""
        first = self.lines[self.at] if self.at < len(self.lines) else ""
        inset = len(first) - len(first.lstrip(" "))
        if not first.strip(" ") or inset <= self.columns[-1]:
            raise _NotPlainError
        kept: list[str] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            indent = len(line) - len(line.lstrip(" "))
            if indent < inset and indent != len(line):
                if indent > self.columns[-1]:
                    raise _NotPlainError
                break
            kept.append(line[inset:])
            self.at += 1
        if self.at == len(self.lines):
            if kept[-1]:  # how a text ends whose last line has no end is the parser's business
                raise _NotPlainError
            kept.pop()
        while kept and not kept[-1]:
            kept.pop()
        if not "".join(kept).isprintable():
            raise _NotPlainError
        return "\n".join(kept) + ("" if header[1] else "\n")


def content_lines(lines: list[str]) -> list[tuple[int, Line]]:
    """The lines of a plain text that hold something, numbered from 0; not those of literal texts, nor a `---`."""
    found: list[tuple[int, Line]] = []
    inset = 0  # the text of a literal stands at least this far in
    for number, text in enumerate(lines):
        if inset and not text[:inset].strip(" "):
            continue
        line = _line(text) if number or not _START.fullmatch(text) else None
        if line is not None:
            found.append((number, line))
            inset = line.column + 1 if is_literal(line) else 0
    return found


def is_literal(line: Line) -> bool:
    """Whether the value of a line is the text on the lines below it."""
    return type(line.value) is re.Match


def is_open(line: Line) -> bool:
    """Whether a line has a key alone: its value is on the lines below it, or null."""
    return line.value is _OPEN


def value_length(text: str) -> int:
    """The number of characters of a value that begins a text, without a comment after it."""
    if text[:1] in "[{":
        flow = Flow(text, _scalar, _NotPlainError)
        flow.read()
        return flow.end
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        return quoted.end(quoted.lastindex or 0) + 1
    return len(text.partition(" #")[0].rstrip(" "))


@lru_cache(maxsize=65536)
def _line(line: str) -> Any:  # noqa: ANN401 - a `Line`, `None` for one without content, or `_NOT_PLAIN`
    """What a line holds."""
    if not line.isprintable():  # with a tab, or what ends a line for some readers, or is none of their characters
        return _NOT_PLAIN
    rest = line.lstrip(" ")
    if not rest or rest[0] == "#":
        return None
    dashes: list[int] = []
    while rest[0] == "-" and rest[1:2] == " ":
        dashes.append(len(line) - len(rest))
        rest = rest[1:].lstrip(" ")
        if not rest:
            return _NOT_PLAIN
    try:
        key, value = _content(rest, alone=not dashes)
    except _NotPlainError:
        return _NOT_PLAIN
    is_field = not dashes and value is not _OPEN and type(value) is not re.Match
    return Line(tuple(dashes), len(line) - len(rest), key, value, _held(key, value), is_field)


def _held(key: str | None, value: Any) -> Survey:  # noqa: ANN401 - any YAML value
    """What a line holds; not what may be missing below a key that stands alone."""
    if key is None:
        return survey([value])
    if (type(value) is str and value) or value is _OPEN or type(value) is re.Match:
        return _of_key(key)
    return survey({key: value})


@lru_cache(maxsize=8192)
def _of_key(key: str) -> Survey:
    return Survey(frozenset((key,)), has_empty=False, has_null=False)


def _content(text: str, *, alone: bool) -> tuple[str | None, Any]:
    """The key and the value of what stands after the dashes; only after a dash a value may do without a key."""
    match = _FIELD.fullmatch(text)
    if match is None:
        if alone:
            raise _NotPlainError
        return None, _value(text)
    key, value = match.groups()
    if scalars.is_word(key):
        raise _NotPlainError
    if not value or value[0] == "#":
        return key, _OPEN
    if value[0] != "|":
        return key, _value(value)
    header = _LITERAL.fullmatch(value)
    if header is None:
        raise _NotPlainError
    return key, header


def _value(text: str) -> Any:  # noqa: ANN401 - any YAML value
    if text[:1] in "[{":
        return Flow(text, _scalar, _NotPlainError).read()
    return _scalar(text)


def _scalar(text: str) -> scalars.Scalar:
    """The value of a scalar on one line, a comment after it left out."""
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        return quoted[1] if quoted[1] is not None else quoted[2]
    plain = text.partition(" #")[0].rstrip(" ")
    if not _PLAIN.fullmatch(plain) or ": " in plain or plain[-1] == ":":
        raise _NotPlainError
    value = scalars.resolve(plain)[1]
    if isinstance(value, float) and not math.isfinite(value):
        raise _NotPlainError
    return value
