"""What the moves for text that cannot be read share: which lines to suspect, and the code on a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kubeproof.repair.candidate import SYNTAX_ERROR, Candidate
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.repair.candidate import Situation
    from kubeproof.repair.outline import Line
    from kubeproof.text.edit import Edit

_BEFORE = 12
_PER_LINE = 0.001
_COMMENT = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^"'#]|(?<!\s)#|["'])*?(?=\s#|\Z)""")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A line that may be why a text cannot be read.

    Attributes:
        line: the line.
        code: its content without a comment at the end.
        start: the offset of that content.
        distance: how many lines it stands from where reading failed.
    """

    line: Line
    code: str
    start: int
    distance: int

    def candidate(self, edits: tuple[Edit, ...], message: str, problem: str, cost: float = 1) -> Candidate:
        """A repair of the line; of two that are as good, the one nearer to the failure comes first."""
        span = Span(self.start, self.start + len(self.code))
        return Candidate(edits, message, cost + _PER_LINE * self.distance, span=span, problem=problem)


def suspects(situation: Situation, *, everywhere: bool = False) -> Iterator[Suspect]:
    """The line at which reading failed, those (a little) before it and the one after; none for text that parses."""
    if situation.target.code != SYNTAX_ERROR:
        return
    outline = situation.outline
    found = outline.line_at(situation.target.span.start).number
    first = 0 if everywhere else max(found - _BEFORE, 0)
    for number in range(min(found + 1, len(outline.lines) - 1), first - 1, -1):
        line = outline.lines[number]
        if line.sort in ("entry", "text") and line.start >= situation.document.span.start:
            yield Suspect(line, code_of(line.content), line.start + line.indent, abs(found - number))


def code_of(content: str) -> str:
    """The content of a line without the comment at its end."""
    match = _COMMENT.match(content)
    return match[0].rstrip() if match else content
