"""Fences that never close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.fences.code import in_code
from kubeproof.text.markdown import fences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Diagnostic
    from kubeproof.text.markdown import Fence
    from kubeproof.text.source import Source


def unclosed(source: Source) -> Iterator[tuple[Fence, Diagnostic]]:
    """The fences of a page that never close, with the finding about each; its place is in the file."""
    for fence in fences(source):
        if not fence.closed and not in_code(source, fence):
            from kubeproof.check.unclosed import never_closed  # noqa: PLC0415 - loads the rules

            yield fence, never_closed(fence)
