"""Nested lists as Python-Markdown reads them: it wants four columns a level, where Git hosts are content with two."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kubeproof.fences.code import prose
from kubeproof.text.markdown import fences
from kubeproof.text.source import Source

_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?P<space>[ ]+)(?=\S)")
_NARROW = re.compile(r" {2,3}(?:[-*+]|\d{1,9}[.)])[ ]+\S")
_TAB = 4


def renested(text: str) -> str:
    """The text with each level of its lists indented by four columns; a text that does so already stays as it is."""
    if not any(_NARROW.match(line) for line in prose(text)):
        return text
    inside = {line for fence in fences(Source(text)) for line in _body(fence.line, len(fence.block.starts))}
    nesting = _Nesting()
    return "\n".join(nesting.line(line, code=number in inside) for number, line in enumerate(text.split("\n"), 1))


def _body(opening: int, length: int) -> range:
    """The lines of a fence after its first one."""
    return range(opening + 1, opening + length + 2)


@dataclass(slots=True)
class _Nesting:
    """The list items that are open: the column of each one's text, as written and as it shall be."""

    items: list[tuple[int, int]] = field(default_factory=list)
    after_blank: bool = True

    def line(self, line: str, *, code: bool) -> str:
        content = line.lstrip(" ")
        if not content.strip():
            self.after_blank = True
            return line
        indent = len(line) - len(content)
        marker = _MARKER.match(content)
        if not code and (self.after_blank or marker):
            while self.items and indent < self.items[-1][0]:
                self.items.pop()
        self.after_blank = False
        written, wanted = self.items[-1] if self.items else (0, 0)
        column = max(0, indent - written + wanted)
        if code or not marker or indent - written >= _TAB:
            return " " * column + content
        self.items.append((indent + marker.end() if len(marker["space"]) <= _TAB else indent + 2, wanted + _TAB))
        return " " * wanted + content
