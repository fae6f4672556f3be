"""Fences that never close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.fences.code import in_code
from kubeproof.text.markdown import fences
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Diagnostic
    from kubeproof.text.markdown import Fence
    from kubeproof.text.source import Source


def unclosed(source: Source) -> Iterator[tuple[Fence, Diagnostic]]:
    """The fences of a page that never close, with the finding about each; its place is in the file."""
    for fence in fences(source):
        if not fence.closed and not in_code(source, fence):
            yield fence, _diagnostic(source, fence)


def _diagnostic(source: Source, fence: Fence) -> Diagnostic:
    from kubeproof.rules.engine import page_diagnostic  # noqa: PLC0415 - loads the rules

    start = source.offset(fence.line, fence.column)
    span = Span(start, start + len(source.line(fence.line)) - fence.column + 1)
    message = f'this fence is never closed: write "{_mark(source, fence)}" on a line of its own where it ends'
    return page_diagnostic("unclosed-fence", message, span)


def _mark(source: Source, fence: Fence) -> str:
    line = source.line(fence.line)[fence.column - 1 :]
    return line[: len(line) - len(line.lstrip(line[0]))]
