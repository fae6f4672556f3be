"""One line of plain YAML: its dashes, its key and its value.

Manifests repeat each other's lines, so what a line holds is worked out once; values in brackets are shared by the
documents that have them, and never changed.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any, Final, NamedTuple

from kubeproof.manifest import scalars
from kubeproof.manifest.plain_flow import Flow
from kubeproof.manifest.survey import Survey, survey

NOT_PLAIN: Final = object()
"""What is returned for a line that the parser has to read."""
OPEN: Final = object()
"""The value of a key or a dash that stands alone: the lines below it, or null."""

LONG = 1_000
"""A line of so many characters is not remembered: nobody repeats it, and many would fill the memory."""
_MOST_DASHES = 50
_LONGEST = 100_000  # a regular expression needs memory for each character

_START = re.compile(r"---(?: +#.*)?")
_FIELD = re.compile(r"([A-Za-z_][A-Za-z0-9_./-]{0,200}):(?: +(.*))?")
_QUOTED = re.compile(r"""(?:"((?:[^"\\]++|\\["\\nt])*+)"|'([^']*)')(?: +#.*)?""")
_QUOTES = frozenset("\"'")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}
_PLAIN = re.compile(r"(?:[A-Za-z0-9_./+$(~]|-(?=[A-Za-z0-9._/-])).*")
_HEADER = re.compile(r"([|>])(-?)(?: +#.*)?")


class NotPlainError(Exception):
    """The text needs the parser."""


class Header(NamedTuple):
    """The `|` or `>` before a text on the lines below.

    Attributes:
        is_folded: whether its lines are joined.
        is_stripped: whether it has no line end.
    """

    is_folded: bool
    is_stripped: bool


class Line(NamedTuple):
    """What a line holds.

    Attributes:
        dashes: the columns of the dashes that it begins with.
        column: the column of what stands after them.
        key: the key; None if there is just a value.
        value: the value of the key, or of the list item: OPEN and a Header for what is on the lines below.
        survey: the keys of the line, and what is empty in it.
        is_field: whether it is a key with its value, as most lines are.
    """

    dashes: tuple[int, ...]
    column: int
    key: str | None
    value: Any
    survey: Survey
    is_field: bool

    @property
    def first(self) -> int:
        """The column in which it begins."""
        return self.dashes[0] if self.dashes else self.column

    @property
    def inset(self) -> int:
        """The column that a text on the lines below has to be further in than."""
        return self.dashes[-1] if self.key is None and self.dashes else self.column


def content_lines(lines: list[str]) -> list[tuple[int, Line]]:
    """The lines of a plain text that hold something, numbered from 0; not those of texts, nor a `---`."""
    found: list[tuple[int, Line]] = []
    inset = 0  # a text on lines of its own stands at least this far in
    for number, text in enumerate(lines):
        if inset and not text[:inset].strip(" "):
            continue
        line = read_line(text) if number or not is_start(text) else None
        if line is not None:
            found.append((number, line))
            inset = line.inset + 1 if type(line.value) is Header else 0
    return found


def is_start(text: str) -> bool:
    """Whether a line is the `---` that a document may begin with."""
    return _START.fullmatch(text) is not None


def value_length(text: str) -> int:
    """The number of characters of a value that begins a text, without a comment after it."""
    if text[:1] in "[{":
        flow = Flow(text, _scalar, NotPlainError)
        flow.read()
        return flow.end
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        return quoted.end(quoted.lastindex or 0) + 1
    return len(text.partition(" #")[0].rstrip(" "))


def read_long_line(line: str) -> Any:  # noqa: ANN401 - as `read_line`
    """What a long line holds."""
    return NOT_PLAIN if len(line) > _LONGEST else read_line.__wrapped__(line)


@lru_cache(maxsize=65536)
def read_line(line: str) -> Any:  # noqa: ANN401 - a `Line`, `None` for one without content, or `NOT_PLAIN`
    """What a line holds."""
    if not line.isprintable():  # with a tab, or what ends a line for some readers, or is none of their characters
        return NOT_PLAIN
    rest = line.lstrip(" ")
    if not rest or rest[0] == "#":
        return None
    dashes: list[int] = []
    while rest[:2] in ("- ", "-") and len(dashes) < _MOST_DASHES:
        dashes.append(len(line) - len(rest))
        rest = rest[1:].lstrip(" ")
    try:
        key, value = _content(rest, alone=not dashes)
    except NotPlainError:
        return NOT_PLAIN
    column = len(line) - len(rest) if rest and rest[0] != "#" else dashes[-1] + 1
    is_field = not dashes and value is not OPEN and type(value) is not Header
    return Line(tuple(dashes), column, key, value, _held(key, value), is_field)


def _held(key: str | None, value: Any) -> Survey:  # noqa: ANN401 - any YAML value
    """What a line holds; not what may be missing below a key or a dash that stands alone."""
    if (type(value) is str and value) or value is OPEN or type(value) is Header:
        return _of_key(key)
    return survey([value] if key is None else {key: value})


@lru_cache(maxsize=8192)
def _of_key(key: str | None) -> Survey:
    return Survey(frozenset(() if key is None else (key,)), has_empty=False, has_null=False)


def _content(text: str, *, alone: bool) -> tuple[str | None, Any]:
    """The key and the value of what stands after the dashes; only after a dash a value may do without a key."""
    match = _FIELD.fullmatch(text)
    if match is None:
        if alone:
            raise NotPlainError
        return None, _value(text)
    key, value = match.groups()
    if scalars.is_word(key):
        raise NotPlainError
    return key, _value(value or "")


def _value(text: str) -> Any:  # noqa: ANN401 - any YAML value
    first = text[:1]
    if first in ("", "#"):
        return OPEN
    if first in ("[", "{"):
        return Flow(text, _scalar, NotPlainError).read()
    if first in ("|", ">"):
        header = _HEADER.fullmatch(text)
        if header is None:
            raise NotPlainError
        return Header(is_folded=header[1] == ">", is_stripped=bool(header[2]))
    return _scalar(text)


def _scalar(text: str) -> scalars.Scalar:
    """The value of a scalar on one line, a comment after it left out."""
    if text[0] in _QUOTES:
        return _text(text)
    plain = text.partition(" #")[0].rstrip(" ")
    if not _PLAIN.fullmatch(plain) or ": " in plain or plain[-1] == ":":
        raise NotPlainError
    value = scalars.resolve(plain)[1]
    if isinstance(value, float) and not math.isfinite(value):
        raise NotPlainError
    return value


def _text(text: str) -> str:
    """The value of a scalar in quotes."""
    quoted = _QUOTED.fullmatch(text)
    if quoted is None:
        raise NotPlainError
    inside, single = quoted.groups()
    if inside is None:
        return str(single)
    return _ESCAPE.sub(_unescaped, inside) if "\\" in inside else inside


def _unescaped(match: re.Match[str]) -> str:
    return _ESCAPED[match[1]]
