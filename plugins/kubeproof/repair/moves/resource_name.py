"""The name of a resource that is none: written as the one that is spelt like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.finding import Applicability
from kubeproof.manifest.resources import STANDARD
from kubeproof.repair.candidate import Candidate, Situation
from kubeproof.repair.spelling import plurals, unlikeness
from kubeproof.repair.writing import write

if TYPE_CHECKING:
    from collections.abc import Iterator

_LISTS = frozenset({"limits", "requests", "capacity", "default", "defaultRequest", "min", "max", "podFixed"})
_STORAGE = "storage"
_WORDS = {"ram": "memory", "mem": "memory", "processor": "cpu", "disk": _STORAGE, "size": _STORAGE, "space": _STORAGE}
"""What people call them elsewhere."""
_OTHER_WORD = 1.0
_SHORT = 4


def candidates(situation: Situation) -> Iterator[Candidate]:
    """Each resource that may be meant: of a container those that Kubernetes knows, of a volume its storage."""
    for path in (situation.target.path, situation.target.path[:-1]):
        names = situation.document.value_at(path)
        if path and path[-1] in _LISTS and isinstance(names, dict):
            for name in names:
                yield from _respelt(situation, (*path, name), names)
            return


def _respelt(situation: Situation, path: tuple[str | int, ...], beside: dict[str, object]) -> Iterator[Candidate]:
    written = str(path[-1])
    for name in (*STANDARD, _STORAGE):
        cost = _OTHER_WORD if _WORDS.get(written.lower()) == name else unlikeness(written, name)
        if cost is not None and name not in beside:
            edit = write(situation, situation.document.key_span(path), name)
            applicability = Applicability.SAFE if _is_sure(written.lower(), name) else Applicability.UNSAFE
            yield Candidate((edit,), f"write {name}", 1 + cost, applicability)


def _is_sure(written: str, name: str) -> bool:
    """Whether a word can stand for no other resource: of three letters, each makes another word (`gpu`)."""
    return len(name) > _SHORT or _WORDS.get(written) == name or written in (name, *plurals(name))
