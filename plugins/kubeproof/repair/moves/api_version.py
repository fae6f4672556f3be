"""An apiVersion that does not serve the kind: replaced by the one that does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.repair.candidate import Candidate, Situation
from kubeproof.schema import catalog
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_REPLACE = frozenset({"KP201", "KP202"})
_PER_CHOICE = 1.0


def candidates(situation: Situation) -> Iterator[Candidate]:
    """Each apiVersion that serves the kind in all chosen versions, stable ones first."""
    target = situation.target
    if target.code not in _REPLACE and target.code != "KP204":
        return
    for rank, api_version in enumerate(_served(situation)):
        cost = 1 + rank * _PER_CHOICE
        if target.code in _REPLACE:
            yield Candidate((_replace(situation, api_version),), f"write apiVersion: {api_version}", cost)
        elif "apiVersion" not in situation.root:
            yield Candidate((_insert(situation, api_version),), f"add apiVersion: {api_version}", cost)


def _served(situation: Situation) -> list[str]:
    kind = situation.root.get("kind", "")
    served = [catalog(version).api_versions.get(kind, []) for version in situation.assessment.scope.kubernetes]
    return [name for name in served[-1] if all(name in names for names in served)]


def _replace(situation: Situation, api_version: str) -> Edit:
    span = situation.target.span
    written = situation.text[span.start : span.end]
    quote = written[0] if written[:1] in ('"', "'") else ""
    return Edit(span.start, span.end, f"{quote}{api_version}{quote}")


def _insert(situation: Situation, api_version: str) -> Edit:
    """A line before the document's first one."""
    first = next(line for line in situation.outline.lines if line.key and line.start >= situation.document.span.start)
    end = "\r\n" if "\r\n" in situation.text else "\n"
    return Edit(first.start, first.start, f"apiVersion: {api_version}{end}")
