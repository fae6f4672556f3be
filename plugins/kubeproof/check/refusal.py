"""Findings about what there is no text of to check: a file that cannot be read, a call that cannot be answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from kubeproof.finding.finding import locate
from kubeproof.rules.engine import page_diagnostic
from kubeproof.text.block import whole
from kubeproof.text.source import Source, Span

if TYPE_CHECKING:
    from kubeproof.finding import Finding


def unreadable(path: str, problem: str, line: int = 1) -> Finding:
    """The finding for a file that cannot be read; its name is the subject of the problem."""
    return refusal("unreadable-file", f"{PurePath(path).name} {problem}", path, line)


def refusal(rule: str, message: str, path: str, line: int = 1) -> Finding:
    """The finding of a rule about a file as a whole."""
    diagnostic = page_diagnostic(rule, message, Span(0, 0))
    return replace(locate(diagnostic, whole(Source("")), path), line=line, end_line=line)
