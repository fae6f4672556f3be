"""A level too many: its fields take its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.repair.candidate import UNKNOWN_FIELD, WRONG_TYPE, Candidate, Situation
from kubeproof.repair.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator

_COST = 1.0


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The fields below an unknown field, or below one of the wrong type, one level further up."""
    target = situation.target
    if target.code not in (UNKNOWN_FIELD, WRONG_TYPE) or not target.path or not isinstance(target.path[-1], str):
        return
    layout = Layout(situation)
    outer, inner = layout.keys(target.path[:-1]), layout.keys(target.path)
    if not inner or set(inner) & (set(outer) - {target.path[-1]}):
        return
    fits = all(situation.may_hold(target.path[:-1], key) for key in inner)
    if fits or (target.code == WRONG_TYPE and situation.is_field(target.path[-1])):
        edits = layout.unwrap(target.path)
        if edits:
            yield Candidate(edits, f"take {target.path[-1]} away: what it holds belongs one level further up", _COST)
