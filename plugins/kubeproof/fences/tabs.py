"""Tabs of YAML blocks, which Python-Markdown turns into spaces before a fence sees its body.

A tab in YAML's indentation is a mistake, so the page must be checked as it is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.text.markdown import fences
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Container


TAB = 4


def with_tabs(text: str, languages: Container[str], width: int) -> dict[str, str]:
    """The bodies with tabs as their author wrote them, each by what it is after its tabs are expanded.

    Args:
        text: Markdown with line ends of one character.
        languages: the fences to look at.
        width: the columns of a tab.
    """
    if "\t" not in text:
        return {}
    lines = text.split("\n")
    found: dict[str, str] = {}
    for fence in fences(Source(text)):
        body = fence.block.text.removesuffix("\n")
        if fence.closed and fence.language in languages and "\t" in body:
            margin = len(lines[fence.line - 1][: fence.column - 1].expandtabs(width))
            written = lines[fence.line : fence.line + len(fence.block.starts)]
            found["\n".join(line.expandtabs(width)[margin:] for line in written)] = body
    return found
