"""A negative number where none can be: without its sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.finding import Applicability
from kubeproof.repair.candidate import Candidate, Situation
from kubeproof.repair.writing import scalar_node, source_of
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The number without the minus."""
    node = scalar_node(situation.document, situation.target.path)
    if node is None:
        return
    start = situation.document.span_of(node).start + (1 if node.style else 0)
    text = source_of(situation, node).strip("\"'")
    if text[:1] == "-" and text[1:2].isdigit():
        yield Candidate((Edit(start, start + 1, ""),), f"write {text[1:]}", 1, Applicability.UNSAFE)
