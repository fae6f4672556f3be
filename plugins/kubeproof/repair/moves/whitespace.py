"""White space that YAML does not take for indentation: tabs, and spaces that only look like spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.finding import Applicability
from kubeproof.repair.candidate import SYNTAX_ERROR, Candidate, Situation
from kubeproof.repair.homes import homes
from kubeproof.text.edit import Edit
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.repair.outline import Line

_WIDTHS = (2, 4, 8)
_LIKELY = 0.4
_INDENT = re.compile(r"[ \t]*")
_LOOKALIKE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|(?:^|\s)#[^\n]*')


def candidates(situation: Situation) -> Iterator[Candidate]:
    """All tabs as so many spaces, one line with a tab in each column where it may stand, and plain spaces."""
    key = str(situation.target.path[-1]) if situation.target.path else ""
    if situation.target.code == SYNTAX_ERROR or _LOOKALIKE.search(key) or _ZERO_WIDTH.search(key):
        yield from _plain_spaces(situation)
    if situation.target.code != SYNTAX_ERROR:
        return
    tabbed = [line for line in situation.outline.lines if "\t" in _indent(situation, line)]
    if tabbed:
        others = any(line.indent and line not in tabbed for line in situation.outline.lines)
        sure = not others or all(line.sort != "text" for line in tabbed)
        for width in _WIDTHS:
            edits = tuple(_expanded(situation, line, width) for line in tabbed)
            moved = _candidate(situation, edits, f"indent by {width} spaces instead of tabs", tabbed[0])
            yield moved._replace(applicability=Applicability.SAFE if sure else Applicability.UNSAFE)
        if tabbed[0].sort == "entry":
            yield from _placed(situation, tabbed[0])


def _indent(situation: Situation, line: Line) -> str:
    match = _INDENT.match(situation.text, line.start)
    return match[0] if match else ""


def _expanded(situation: Situation, line: Line, width: int) -> Edit:
    indent = _indent(situation, line)
    return Edit(line.start, line.start + len(indent), indent.replace("\t", " " * width))


def _placed(situation: Situation, line: Line) -> Iterator[Candidate]:
    indent = _indent(situation, line)
    for _, column, _home in homes(situation, line):
        edit = Edit(line.start, line.start + len(indent), " " * column)
        yield _candidate(situation, (edit,), f"indent by {column} spaces instead of a tab", line)


def _candidate(situation: Situation, edits: tuple[Edit, ...], message: str, line: Line) -> Candidate:
    span = Span(line.start, line.start + len(_indent(situation, line)))
    return Candidate(edits, message, span=span, problem="YAML does not take tabs for indentation")


def _plain_spaces(situation: Situation) -> Iterator[Candidate]:
    """Spaces that only look like one, outside quotes and comments."""
    edits: list[Edit] = []
    for line in situation.outline.lines:
        text = situation.outline.source.line(line.number + 1)
        bare = _QUOTED.sub(lambda match: "x" * len(match[0]), text)
        edits += (Edit(line.start + at.start(), line.start + at.end(), " ") for at in _LOOKALIKE.finditer(bare))
        edits += (Edit(line.start + at.start(), line.start + at.end(), "") for at in _ZERO_WIDTH.finditer(bare))
    if edits:
        first = min(edits)
        yield Candidate(
            tuple(edits),
            "write plain spaces",
            _LIKELY,
            span=Span(first.start, first.end),
            problem="a character that looks like a space and is none for YAML",
        )
