"""What to say about a file that cannot be read, of which there is no text to check."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kubeproof.finding.finding import locate
from kubeproof.rules.engine import page_diagnostic
from kubeproof.text.block import whole
from kubeproof.text.source import Source, Span

if TYPE_CHECKING:
    from kubeproof.finding import Finding


def unreadable(path: str, problem: str, line: int = 1) -> Finding:
    """The finding for a file that cannot be read."""
    diagnostic = page_diagnostic("unreadable-file", problem, Span(0, 0))
    return replace(locate(diagnostic, whole(Source("")), path), line=line, end_line=line)
