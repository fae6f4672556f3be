"""A kind that Kubernetes does not have: replaced by the one that is spelt like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.repair.candidate import Candidate, Situation
from kubeproof.schema import catalog
from kubeproof.text.edit import Edit
from kubeproof.text.nearest import distance, letters

if TYPE_CHECKING:
    from collections.abc import Iterator

_FARTHEST = 2
_PER_LETTER = 0.6


def candidates(situation: Situation) -> Iterator[Candidate]:
    """Each kind with almost the same letters that all chosen versions serve."""
    if situation.target.code != "KP203":
        return
    written = situation.root.get("kind", "")
    span = situation.target.span
    quote = situation.text[span.start] if situation.text[span.start] in "\"'" else ""
    for kind in _served(situation):
        mistakes = _mistakes(written, kind)
        if mistakes <= _FARTHEST:
            edit = Edit(span.start, span.end, f"{quote}{kind}{quote}")
            yield Candidate((edit,), f"write kind: {kind}", 1 + _PER_LETTER * mistakes)


def _served(situation: Situation) -> list[str]:
    kinds = [set(catalog(version).api_versions) for version in situation.assessment.scope.kubernetes]
    return sorted(set.intersection(*kinds))


def _mistakes(written: str, kind: str) -> int:
    """How many letters are wrong; case, spaces and a plural weigh nothing."""
    one, other = letters(written), letters(kind)
    if one in (f"{other}s", f"{other}es", f"{other[:-1]}ies"):
        return 0
    return distance(one, other) if abs(len(one) - len(other)) <= _FARTHEST else _FARTHEST + 1
