"""An object without apiVersion or kind that has them under a misspelt key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.repair.candidate import Candidate, Situation
from kubeproof.repair.spelling import unlikeness, words
from kubeproof.repair.writing import write

if TYPE_CHECKING:
    from collections.abc import Iterator

_MISSING = {"KP204": "apiVersion", "KP205": "kind"}
_FIRST_WORD = 1.2


def candidates(situation: Situation) -> Iterator[Candidate]:
    """Each key at the root that is spelt almost like the missing one and has a text as its value."""
    name = _MISSING.get(situation.target.code)
    value = situation.document.value
    if name is None or not isinstance(value, dict) or name in value:
        return
    for key in value:
        cost = unlikeness(key, name)
        if cost is None and words(key) == words(name)[:1]:
            cost = _FIRST_WORD
        if cost is not None and isinstance(value[key], str):
            span = situation.document.key_span((key,))
            yield Candidate((write(situation, span, name),), f"write {name}", 1 + cost)
