"""Two objects in one document: the `---` between them is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.repair.candidate import REPEATED_KEY, Candidate, Situation
from kubeproof.repair.layout import Layout
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_COST = 0.5
_BEGINNING = frozenset({"apiVersion", "kind"})


def candidates(situation: Situation) -> Iterator[Candidate]:
    """A `---` before the first key of the root that the root has already, if that begins another object."""
    if situation.target.code != REPEATED_KEY or len(situation.target.path) != 1:
        return
    layout = Layout(situation)
    seen: set[str] = set()
    for key, _ in layout.pairs(()):
        if key.value in seen and key.value in _BEGINNING <= seen:
            start = situation.document.span_of(key).start
            yield Candidate((Edit(start, start, f"---{layout.end}"),), "put --- between the two objects", _COST)
            return
        seen.add(key.value)
