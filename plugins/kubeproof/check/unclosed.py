"""Fences that never close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.rules.engine import page_diagnostic
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from kubeproof.finding import Diagnostic
    from kubeproof.text.markdown import Fence


def never_closed(fence: Fence) -> Diagnostic:
    """The finding about a fence that never closes; its place is in the file."""
    source = fence.block.file
    line = source.line(fence.line)[fence.column - 1 :]
    mark = line[: len(line) - len(line.lstrip(line[0]))]
    start = source.offset(fence.line, fence.column)
    message = f'this fence is never closed: write "{mark}" on a line of its own where it ends'
    return page_diagnostic("unclosed-fence", message, Span(start, start + len(line)))
