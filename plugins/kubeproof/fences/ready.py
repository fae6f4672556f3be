"""A page on its way to superfences: what of it is left to superfences alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kubeproof.fences.headers import normalized
from kubeproof.fences.kinds import FENCES, fence_kind
from kubeproof.text.markdown import MARKS, YAML, fences
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from kubeproof.text.markdown import Fence


@dataclass(frozen=True, slots=True)
class Ready:
    """A page whose fences depend on no other file, as superfences is to see it.

    Attributes:
        text: the page.
        yaml: the YAML in it without the last line end, if superfences would show it as we do where nothing is wrong
            with it; None if it would not.
    """

    text: str
    yaml: frozenset[str] | None


@lru_cache(maxsize=2048)  # each page is the same in nearly each build of a preview
def ready(text: str) -> Ready | None:
    """A page for superfences; None if a fence depends on other files, or is never closed."""
    source = Source(text)
    found = fences(source)
    if not all(fence.closed and (fence.language in YAML or fence.language not in FENCES) for fence in found):
        return None
    return Ready(normalized(text, fence_kind), _yaml(found[0].block.file if found else source, found))


def _yaml(source: Source, found: tuple[Fence, ...]) -> frozenset[str] | None:
    """See `Ready.yaml`: all marks of fences are accounted for, so superfences finds the same fences as we."""
    if sum(map(source.text.count, MARKS)) != 2 * len(found) or not all(_is_plain(source, fence) for fence in found):
        return None
    return frozenset(fence.block.text[:-1] for fence in found if fence.language in YAML)


def _is_plain(source: Source, fence: Fence) -> bool:
    """Whether a fence is written in the one way that nobody understands differently."""
    opening, closing = source.line(fence.line), source.line(fence.line + 1 + len(fence.block.starts))
    mark, name = opening[:3], opening[3:].strip()
    same = closing.rstrip() == mark and mark in MARKS and name == fence.language and not fence.attributes
    return same and (fence.language not in YAML or _is_as_shown(fence))


def _is_as_shown(fence: Fence) -> bool:
    """Whether superfences gets the language and the lines that we would give it."""
    return fence.language == "yaml" and fence.block.text.strip("\n") + "\n" == fence.block.text
