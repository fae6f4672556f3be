"""The repairs that are tried: one kind a file, found by being here.

Each file has a function `candidates(situation)` that yields repairs that might be right for the situation's finding.
Whether one is right is not its business: the search tries it, and keeps it only if the server would take the result.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kubeproof.repair.candidate import Candidate, Situation


class Move(Protocol):
    """A kind of repair."""

    def __call__(self, situation: Situation) -> Iterable[Candidate]:
        """The repairs of this kind that might be right."""


@cache
def all_moves() -> tuple[Move, ...]:
    """Every kind of repair."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").candidates for name in names)


def candidates(situation: Situation) -> Iterator[Candidate]:
    """All repairs that might be right for a finding."""
    for move in all_moves():
        yield from move(situation)
