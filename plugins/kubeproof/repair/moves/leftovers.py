"""Lines that are no part of the manifest: marks of a diff, and the fence of the page that it was copied from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.repair.candidate import SYNTAX_ERROR, UNKNOWN_FIELD, Candidate, Situation
from kubeproof.text.edit import Edit
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIKELY = 0.4
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[\w-]*[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_ADDED = re.compile(r"^\+(?=[ \t])", re.MULTILINE)


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The text without fences, and without the plus signs that begin a line, a space in the place of each or none."""
    if situation.target.code not in (SYNTAX_ERROR, UNKNOWN_FIELD):
        return
    text = situation.text
    fences = [Edit(match.start(), match.end(), "") for match in _FENCE.finditer(text)]
    if fences:
        span = Span(fences[0].start, fences[0].end)
        yield Candidate(tuple(fences), "take the code fence away", span=span, problem="a code fence is no part of YAML")
    for instead in (" ", ""):
        marks = tuple(Edit(match.start(), match.end(), instead) for match in _ADDED.finditer(text))
        if marks:
            span = Span(marks[0].start, marks[0].end)
            yield Candidate(marks, "take the plus sign of a diff away", _LIKELY, span=span, problem="a mark of a diff")
