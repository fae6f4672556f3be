"""Fenced blocks of a Markdown page, with the place of every character.

The rules are those that CommonMark and `pymdownx.superfences` share: back-ticks or tildes, at any nesting in lists,
tabs, admonitions and quotes. A shorter fence inside a longer one is text, and so is one inside an HTML comment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kubeproof.text.block import Block
from kubeproof.text.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

_OPENING = re.compile(
    r"(?P<prefix>(?:[> \t]|(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<fence>`{3,}|~{3,})[ \t]*"
    r"(?P<info>(?:[^\r\n]*[^ \t\r\n])?)[ \t]*\r?\n?$"
)
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s}"']+)))?""")
_DIRECTIVE = re.compile(r"[> \t]*<!--\s*kubeproof:\s*(?P<text>.*?)\s*-->\s*$", re.DOTALL)
MARKS = ("```", "~~~")
"""What fences begin and end with; there may be more of the same character."""
_NOTABLE = re.compile(r"```|~~~|<!--")
_TAB = 4
YAML = frozenset({"yaml", "yml"})
"""The languages of fences that hold YAML."""
_ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mdx")


class Fence(NamedTuple):
    """One fenced block.

    Attributes:
        language: the first word of the info string in lower case, without a leading dot; may be empty.
        attributes: what else stands there: `title="x"` as is, a word alone with the value "".
        block: the body and where its characters are in the page.
        line: the line of the opening fence, from 1.
        column: the column of the opening fence, from 1.
        directive_line: the line of the comment before the fence that gave attributes, or None.
        closed: False if the page ends, or the list item it stands in, before a closing fence.
    """

    language: str
    attributes: Mapping[str, str]
    block: Block
    line: int
    column: int
    directive_line: int | None = None
    closed: bool = True

    def attribute_span(self, name: str) -> Span:
        """Where an attribute stands in the page: beside the language or in a comment before, else the fence's marks."""
        source = self.block.file
        for line in (self.line, *range(self.directive_line or self.line, self.line)):
            said = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", source.line(line)) if name else None
            if said:
                start = source.offset(line, said.start() + 1)
                return Span(start, start + len(name))
        start = source.offset(self.line, self.column)
        return Span(start, start + 1)


def is_markdown(path: str) -> bool:
    """Whether a file is Markdown, by its name."""
    return path.lower().endswith(_ENDINGS)


def fences(source: Source) -> tuple[Fence, ...]:
    """All fences of a page, in order."""
    return _scanned(source.text)[0]


def lost_directives(source: Source) -> tuple[tuple[int, str], ...]:
    """The directives of comments that no fence follows: the line, from 1, and the directive's name."""
    return _scanned(source.text)[1]


@lru_cache(maxsize=2048)  # each step that a page goes through, in each build of a preview, looks for its fences
def _scanned(text: str) -> tuple[tuple[Fence, ...], tuple[tuple[int, str], ...]]:
    """The fences of a page, and the directives that no fence follows."""
    scan = _Scan(Source(text))
    found: list[Fence] = []
    while scan.at < scan.end:
        fence = scan.step()
        if fence:
            found.append(fence)
    scan.lose_directive()
    return tuple(found), tuple(scan.lost)


@dataclass(slots=True)
class _Scan:
    source: Source
    at: int = 0
    end: int = field(init=False)
    directive: tuple[int, Mapping[str, str]] | None = field(default=None)
    lost: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.end = len(self.source.line_starts) - self.source.text.endswith("\n") if self.source.text else 0

    def step(self) -> Fence | None:
        self._pass_prose()
        if self.at == self.end:
            return None
        line = self._text(self.at)
        if line.lstrip("> \t").startswith("<!--"):
            self._comment()
            return None
        opening = _OPENING.match(line)
        if not opening or ("`" in opening["info"] and opening["fence"][0] == "`"):
            self.at += 1
            self.lose_directive()
            return None
        fence = self._fence(opening)
        self.directive = None
        return fence

    def _pass_prose(self) -> None:
        """Go on to the next line that may open a fence or a comment."""
        notable = _NOTABLE.search(self.source.text, self.source.line_starts[self.at])
        line = bisect_right(self.source.line_starts, notable.start()) - 1 if notable else self.end
        if self.directive and self._text(self.at, line).strip("> \t\r\n"):
            self.lose_directive()
        self.at = line

    def _text(self, first: int, end: int | None = None) -> str:
        """One line with its end, or those up to another one."""
        return self.source.text[self._start(first) : self._start(first + 1 if end is None else end)]

    def _start(self, line: int) -> int:
        starts = self.source.line_starts
        return starts[line] if line < len(starts) else len(self.source.text)

    def lose_directive(self) -> None:
        """Forget what a comment said, for no fence follows it."""
        if self.directive:
            line, said = self.directive
            self.lost += [(line, name) for name in said]
        self.directive = None

    def _comment(self) -> None:
        """Skip an HTML comment; keep what it says to us for the next fence."""
        first = self.at
        start = self.source.line_starts[first]
        last = self.source.text.find("-->", start)
        self.at = self.end if last < 0 else bisect_right(self.source.line_starts, last)
        said = _DIRECTIVE.match(self._text(first, self.at).rstrip())
        if said:
            earlier = dict(self.directive[1]) if self.directive else {}
            line = self.directive[0] if self.directive else first + 1
            self.directive = (line, {**earlier, **_directive_attributes(said["text"])})

    def _fence(self, opening: re.Match[str]) -> Fence:
        mark, number = opening["fence"], self.at + 1
        prefix = re.sub(r"[^> \t]", " ", opening["prefix"])
        closing = re.compile(rf"[ \t]{{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*\r?\n?$")
        self.at += 1
        block, closed = self._inside(prefix, closing) if prefix else self._plain(mark, closing)
        language, attributes = _info(opening["info"])
        if self.directive:
            attributes = {**self.directive[1], **attributes}
        return Fence(
            language,
            attributes,
            block,
            number,
            opening.start("fence") + 1,
            self.directive[0] if self.directive else None,
            closed,
        )

    def _plain(self, mark: str, closing: re.Pattern[str]) -> tuple[Block, bool]:
        """The body of a fence that stands in nothing else, and whether it is closed."""
        text, starts, first = self.source.text, self.source.line_starts, self.at
        line, found = self.end, text.find(mark, starts[first]) if first < self.end else -1
        while found >= 0:
            at = bisect_right(starts, found) - 1
            if closing.match(self._text(at)):
                line = at
                break
            found = text.find(mark, starts[at + 1]) if at + 1 < self.end else -1
        self.at = min(line + 1, self.end)
        return Block(self._text(first, line), tuple(starts[first:line]), self.source), line < self.end

    def _inside(self, prefix: str, closing: re.Pattern[str]) -> tuple[Block, bool]:
        """The body of a fence that stands in a list, a quote or the like, and whether it is closed."""
        first, body, starts = self.at, list[str](), list[int]()
        while self.at < self.end:
            line = self._text(self.at)
            cut, inside = _cut(line, prefix)
            if not inside:
                break
            self.at += 1
            if closing.match(line, cut):
                return Block("".join(body), tuple(starts), self.source), True
            body.append(line[cut:])
            starts.append(self.source.line_starts[first + len(starts)] + cut)
        return Block("".join(body), tuple(starts), self.source), False


def _cut(line: str, prefix: str) -> tuple[int, bool]:
    """How many characters of a line belong to what the fence stands in, and whether the line is still inside it."""
    at = 0
    for part in re.findall(r"[ \t]*>", prefix):
        mark = re.match(r"[ \t]*>", line[at:])
        if not mark:
            return at, False
        at += mark.end()
        del part
    want = len(prefix.rpartition(">")[2].expandtabs(_TAB))
    column = 0
    while column < want and at < len(line) and line[at] in " \t":
        column += 1 if line[at] == " " else _TAB - column % _TAB
        at += 1
    return at, column >= want or not line[at:].strip()


@lru_cache(maxsize=1024)
def _info(info: str) -> tuple[str, Mapping[str, str]]:
    """The language and the attributes of an info string, in braces or not."""
    match = re.match(r"\s*\.?([\w#+.-]+)(?=[\s{,:]|$)", info)
    language = match[1] if match else ""
    rest = info[match.end() :] if match else info
    braces = re.match(r"\s*\{(.*)\}\s*$", rest)
    inner = braces[1] if braces else rest
    if not language:
        named = re.search(r"(?:^|\s)\.([\w#+.-]+)", inner)
        language = named[1] if named else ""
        inner = inner.replace(f".{language}", " ", 1) if language else inner
    return language.lower(), parse_attributes(inner)


def parse_attributes(text: str) -> dict[str, str]:
    """`title="x" linenums=1 wide` as a dictionary; a word alone has the value ""."""
    return {name: double or single or bare for name, double, single, bare in _ATTRIBUTE.findall(text)}


def _directive_attributes(text: str) -> dict[str, str]:
    """`skip reason` or `expect KP203` of a comment as attributes; `fix="off" skip="x"` is understood too."""
    if re.match(r"[a-z-]+\s*=", text):
        return parse_attributes(text)
    name, _, value = text.partition(" ")
    return {name: value.strip().strip("\"'")} if name else {}
