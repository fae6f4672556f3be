"""A block of text (`key: |`) that stands no further in than its key: moved to the right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.repair.candidate import Candidate, Situation
from kubeproof.repair.layout import shifted
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.repair.outline import Line

_HEADER = re.compile(r"(?:[&!]\S+\s+)*[|>][-+]?\s*(?:#.*)?\Z")
_MOST_ENDS = 12
_UNLIKELY = 0.6


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The lines below each empty block of text, up to each line at which it may end, one step further in."""
    at = situation.target.span.start
    for line in situation.outline.lines:
        if line.sort != "entry" or line.key is None or not _HEADER.match(line.value):
            continue
        lines = _below(situation, line)
        if lines and line.start <= at:
            yield from _indented(situation, line, lines)


def _below(situation: Situation, line: Line) -> list[Line]:
    """The lines after a key that stand no further out than it; none if the first of them is further in."""
    found: list[Line] = []
    for below in situation.outline.lines[line.number + 1 :]:
        if below.sort == "blank":
            continue
        if below.sort == "marker" or below.indent < line.column or (not found and below.indent > line.column):
            break
        found.append(below)
    return found


def _indented(situation: Situation, line: Line, lines: list[Line]) -> Iterator[Candidate]:
    start = lines[0].start + lines[0].indent
    for stop, cost in _ends(line, lines):
        yield Candidate(
            tuple(shifted(situation.outline, range(lines[0].number, stop), situation.outline.step, comments=True)),
            f"indent the text of {line.key}",
            cost,
            span=Span(start, start + len(lines[0].content)),
            problem=f"the text of {line.key} has to stand further in than its key",
        )


def _ends(line: Line, lines: list[Line]) -> Iterator[tuple[int, float]]:
    """The numbers of the lines before which the text may end.

    A line that is certainly the next field ends it; if none is, each end is as likely as another.
    """
    beside = [each for each in lines if each.indent == line.column and not each.dashes]
    likely = [each for each in beside[1:] if _next_field(each)]
    certain = bool(likely) and beside[0].key is None
    for each in beside[1:][:_MOST_ENDS]:
        yield each.number, 1 if not certain or each == likely[0] else 1 + _UNLIKELY
    yield lines[-1].number + 1, 1 + _UNLIKELY if certain else 1


def _next_field(line: Line) -> bool:
    """Whether a line is a field rather than text that looks like one."""
    return line.key is not None and (bool(_HEADER.match(line.value)) or "." in line.key or line.value[:1] in "\"'")
