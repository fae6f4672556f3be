"""Texts over several lines that take in a line which is none of theirs."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kubeproof.manifest.nodes import scalar_nodes
from kubeproof.repair.outline import Outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.document import Document

_SWALLOWED = re.compile(r"\n[ \t]*-[^\w-]")
"""A dash that begins no option of a command."""
_TAB = 2


def has_swallowed(document: Document) -> bool:
    """Whether a plain text goes on over a line that begins with a dash."""
    return any(_SWALLOWED.search(lines) for _, lines in _texts(document, plain=True))


def takes_in(before: str, document: Document) -> bool:
    """Whether a text has a line that was none of it before: moves brought the two together.

    Args:
        before: the text as its author wrote it.
        document: a repaired document.
    """
    follow = set(_following(before))
    if any(pair not in follow for _, lines in _texts(document, plain=True) for pair in _following(lines)):
        return True
    fields = {(line.number, " " * line.indent + line.content) for line in Outline(before).lines if line.key is not None}
    return any(
        (number, line.rstrip()) in fields
        for first, lines in _texts(document, plain=False)
        for number, line in enumerate(lines.splitlines()[1:], first + 1)
    )


def _following(lines: str) -> Iterator[tuple[str, str, int]]:
    """Each line with the one after it, and how much further in that stands."""
    every = lines.splitlines()
    for line, after in pairwise(every):
        yield line.strip(), after.strip(), _indent(after) - _indent(line)


def _indent(line: str) -> int:
    line = line.expandtabs(_TAB)
    return len(line) - len(line.lstrip())


def _texts(document: Document, *, plain: bool) -> Iterator[tuple[int, str]]:
    """The whole lines of each text that spans several, and the first one's number: plain ones, or those after a bar."""
    text = document.text
    for node in scalar_nodes(document.node, with_keys=True):
        if (not node.style if plain else node.style in ("|", ">")) and node.start_mark.line != node.end_mark.line:
            span = document.span_of(node)
            end = text.find("\n", span.end) if plain else span.end
            start = text.rfind("\n", 0, span.start) + 1
            yield text.count("\n", 0, start), text[start : end if end >= 0 else len(text)]
