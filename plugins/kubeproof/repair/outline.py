"""A text read line by line, as an eye reads it: what belongs to what by indentation, also where YAML gives up."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from kubeproof.repair.frames import enter
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from kubeproof.repair.frames import Frame

Sort = Literal["entry", "blank", "comment", "text", "marker"]

_ENTRY = re.compile(
    r"""(?P<dashes>(?:-[ \t]+|-$)*)(?:(?P<key>"[^"]*"|'[^']*'|[^\s#&*!|>'"%@`{}\[\],?-][^#\n]*?|-[^\s#:][^#:]*?)[ \t]*:
    (?:[ \t]+(?P<value>.*)|$))?""",
    re.VERBOSE,
)
_BLOCK_SCALAR = re.compile(r"(?:[&!]\S+\s+)*[|>][-+\d]*\s*(?:#.*)?$")
_STRIDE = 16
_BRACKETS = frozenset("{}[]")
_NO_VALUE = re.compile(r"(?:[&!]\S*\s*)*(?:#.*)?$")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|(?:^|\s)#.*')


class Line(NamedTuple):
    """One line.

    Attributes:
        number: counted from 0.
        start: the offset of its first character.
        indent: how many spaces (or tabs) it starts with.
        content: the rest, without the line's end.
        sort: what it is; "text" is the inside of a value that spans lines.
        dashes: the columns (from 0) of its list dashes.
        key: the key that it holds, without quotes.
        column: the column of that key.
        value: what follows the key's colon on the line.
    """

    number: int
    start: int
    indent: int
    content: str
    sort: Sort
    dashes: tuple[int, ...] = ()
    key: str | None = None
    column: int = 0
    value: str = ""

    @property
    def opens(self) -> bool:
        """Whether the key's value, if any, stands on the lines below."""
        return self.key is not None and bool(_NO_VALUE.match(self.value))


class Outline:
    """The lines of a text and what they open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.source = Source(text)

    @cached_property
    def lines(self) -> list[Line]:
        """Every line, with what it is."""
        lines: list[Line] = []
        inside: int | None = None
        brackets = 0
        for number, start in enumerate(self.source.line_starts):
            line = _read(number, start, self.source.line(number + 1))
            if (inside is not None and (line.sort == "blank" or line.indent > inside)) or brackets > 0:
                brackets = max(0, brackets + _brackets(line.content)) if brackets else 0
                lines.append(Line(number, start, line.indent, line.content, "text" if line.content else "blank"))
                continue
            inside = None
            if line.sort == "entry":
                if line.key is not None and _BLOCK_SCALAR.match(line.value):
                    inside = line.column
                elif line.key is None and _BLOCK_SCALAR.match(
                    line.content[line.dashes[-1] - line.indent + 1 :].strip()
                ):
                    inside = line.dashes[-1]
                brackets = max(0, _brackets(line.content))
            lines.append(line)
        return lines

    @cached_property
    def step(self) -> int:
        """How many columns the author indents by; 2 if nothing tells."""
        steps: dict[int, int] = {}
        last: Line | None = None
        for line in self.lines:
            if line.sort != "entry":
                continue
            if last is not None and last.opens and line.key is not None and not line.dashes:
                width = line.column - last.column
                if width > 0:
                    steps[width] = steps.get(width, 0) + 1
            last = line
        return max(steps, key=lambda width: (steps[width], -width)) if steps else 2

    def line_at(self, offset: int) -> Line:
        """The line that an offset is in."""
        return self.lines[self.source.position(offset).line - 1]

    def open_before(self, number: int) -> list[Frame]:
        """The maps and lists that are open just before a line, outermost first."""
        start = number // _STRIDE
        frames = [frame.copy() for frame in self._open_at[start]]
        _follow(frames, self.lines[start * _STRIDE : number])
        return frames

    @cached_property
    def _open_at(self) -> list[list[Frame]]:
        """The same for every so manieth line, so that nobody has to begin at the first one."""
        frames: list[Frame] = []
        found: list[list[Frame]] = []
        for start in range(0, len(self.lines) + 1, _STRIDE):
            found.append([frame.copy() for frame in frames])
            _follow(frames, self.lines[start : start + _STRIDE])
        return found

    def unit(self, number: int) -> range:
        """The numbers of a line and all that belongs to it: the lines further in, and a list in its own column."""
        first = self.lines[number]
        last = number
        for line in self.lines[number + 1 :]:
            if line.sort in ("blank", "comment"):
                continue
            if not _belongs(first, line):
                break
            last = line.number
        return range(number, last + 1)

    def siblings(self, number: int) -> list[Line]:
        """A key's line and the lines of the keys that follow it in the same column, up to the end of their map."""
        first = self.lines[number]
        found = [first]
        while (after := self.unit(found[-1].number).stop) < len(self.lines):
            line = next((each for each in self.lines[after:] if each.sort not in ("blank", "comment")), None)
            if line is None or line.key is None or line.dashes or line.column != first.column:
                break
            found.append(line)
        return found

    def run(self, number: int) -> range:
        """A line and all after it up to the first that stands further out."""
        first = self.lines[number]
        last = number
        for line in self.lines[number + 1 :]:
            if line.sort in ("blank", "comment"):
                continue
            if line.indent < first.indent or line.sort == "marker":
                break
            last = line.number
        return range(number, last + 1)


def _follow(frames: list[Frame], lines: list[Line]) -> None:
    for line in lines:
        if line.sort == "entry":
            enter(frames, line)
        elif line.sort == "marker":
            frames.clear()


def _belongs(first: Line, line: Line) -> bool:
    if line.sort == "marker":
        return False
    if line.indent > first.indent or line.sort == "text":
        return True
    return line.indent == first.indent and bool(line.dashes) and not first.dashes and first.opens


def _read(number: int, start: int, text: str) -> Line:
    content = text.lstrip(" \t\ufeff")
    indent = len(text) - len(content)
    content = content.rstrip()
    if not content:
        return Line(number, start, indent, "", "blank")
    if content[0] == "#":
        return Line(number, start, indent, content, "comment")
    if indent == 0 and (content[:3] in ("---", "...") and not content[3:4].strip()):
        return Line(number, start, indent, content, "marker")
    match = _ENTRY.match(content)
    if not match or not (match["dashes"] or match["key"] is not None):
        return Line(number, start, indent, content, "text")
    dashes = tuple(indent + at for at, letter in enumerate(match["dashes"]) if letter == "-")
    key = match["key"]
    name = key[1:-1] if key and key[0] in "\"'" else key
    column = indent + match.start("key") if key is not None else 0
    return Line(number, start, indent, content, "entry", dashes, name, column, match["value"] or "")


def _brackets(content: str) -> int:
    """How many more brackets a line opens than it closes."""
    if _BRACKETS.isdisjoint(content):
        return 0
    bare = _QUOTED.sub("", content)
    return sum(bare.count(open_) - bare.count(close) for open_, close in ("{}", "[]"))
