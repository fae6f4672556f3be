"""Which lines of a Markdown text are not prose: fences, comments, indented code."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kubeproof.text.markdown import fences
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kubeproof.text.markdown import Fence

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# List items, admonitions, details, tabs, footnotes, definitions.
_CONTAINER = re.compile(r"(?:[-*+]|\d{1,9}[.)]|!!!|\?\?\?\+?|===[+!]*|\[\^[^\]]+\]:|:)(?:[ \t]|$)")
_TAB = 4


def prose(text: str) -> list[str]:
    """The lines of a text without their ends; lines of code and comments are empty.

    Code is what stands in a fence, and what is indented by four columns more than the list item, tab or admonition
    that it stands in.
    """
    lines = text.split("\n")
    for fence in fences(Source(text)):
        count = min(len(fence.block.starts) + 1 + fence.closed, len(lines) - fence.line + 1)
        lines[fence.line - 1 : fence.line - 1 + count] = [""] * count
    blank = _COMMENT.sub(lambda match: re.sub(r"[^\n]", "", match[0]), "\n".join(lines))
    kept = [line.rstrip("\r") for line in blank.split("\n")]
    return ["" if code else line for line, code in zip(kept, indented_code(kept), strict=True)]


def indented_code(lines: Sequence[str]) -> list[bool]:
    """For each line whether it is code by its indentation."""
    return list(_indented_code(lines))


def _indented_code(lines: Sequence[str]) -> Iterator[bool]:
    inside, after_blank, in_code = 0, True, False
    for line in lines:
        bare = line.expandtabs(_TAB)
        indent = len(bare) - len(bare.lstrip())
        if not bare.strip():
            after_blank = True
            yield False
            continue
        in_code = indent >= inside + _TAB and (after_blank or in_code)
        if not in_code:
            inside = min(inside, indent // _TAB * _TAB)
            inside += _TAB * bool(_CONTAINER.match(bare, indent))
        after_blank = False
        yield in_code


def in_code(source: Source, fence: Fence) -> bool:
    """Whether a fence is just text in code that is indented, and shown as it is written."""
    return fence.column > _TAB and _code_of(source.text)[fence.line - 1]


@lru_cache(maxsize=8)
def _code_of(text: str) -> list[bool]:
    return indented_code(text.split("\n"))
