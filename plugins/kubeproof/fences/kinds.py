"""What each fence is: one file in this package and one line in `FENCES`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kubeproof.fences.console import ConsoleFence
from kubeproof.fences.manifest import ManifestFence
from kubeproof.fences.notes import NotesFence
from kubeproof.fences.placement import PLACEMENT
from kubeproof.fences.relations import RELATIONS
from kubeproof.fences.service import SERVICE
from kubeproof.fences.yaml import YamlFence

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from kubeproof.fences.call import Call, Pull
    from kubeproof.fences.site import Site
    from kubeproof.fences.snippet import Page
    from kubeproof.finding import Diagnostic


class FenceKind(Protocol):
    """What a fence does."""

    @property
    def attributes(self) -> frozenset[str]:
        """The attributes that it understands."""

    def pulls(self, call: Call, site: Site) -> tuple[Pull, ...]:
        """The files that it brings to the page; raises FenceError if it names none."""

    def check(self, call: Call, site: Site) -> Sequence[Diagnostic]:
        """What is to be said about the fence; raises FenceError if it cannot be shown as it is written."""

    def render(self, call: Call, site: Site, page: Page) -> str:
        """Its HTML; raises FenceError like `check`."""


FENCES: Mapping[str, FenceKind] = {
    "yaml": YamlFence(),
    "yml": YamlFence(),
    "manifest": ManifestFence(),
    "notes": NotesFence(),
    "service": SERVICE,
    "placement": PLACEMENT,
    "relations": RELATIONS,
    "console": ConsoleFence(),
}


FLAGS: Mapping[str, str] = {"console": "exec"}
"""The option without which a fence belongs to somebody else."""


def fence_kind(language: str, attributes: Container[str]) -> FenceKind | None:
    """What a fence is, by its name and the options beside it; None if it is none of ours."""
    flag = FLAGS.get(language)
    return None if flag and flag not in attributes else FENCES.get(language)
