"""A fence that shows a picture: what all of them have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kubeproof.fences import html
from kubeproof.fences.call import Pull
from kubeproof.fences.manifests import Manifests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kubeproof.diagrams import Drawing
    from kubeproof.fences.call import Call, Reference
    from kubeproof.fences.site import Site
    from kubeproof.fences.snippet import Page
    from kubeproof.finding import Diagnostic


@dataclass(frozen=True, slots=True)
class PictureFence:
    """A picture that is computed from manifests.

    Attributes:
        files: the manifests that a fence names.
        draw: the picture that a fence asks for; names in it begin with the text given. Both raise FenceError if the
            options or the files make no picture.
        attributes: see `FenceKind`.
    """

    files: Callable[[Call, Site], Iterable[Reference]]
    draw: Callable[[Call, Manifests, str], Drawing]
    attributes: frozenset[str] = frozenset()

    def pulls(self, call: Call, site: Site) -> tuple[Pull, ...]:
        """The manifests."""
        return tuple(Pull("examples", file.path) for file in self.files(call, site))

    def check(self, call: Call, site: Site) -> tuple[Diagnostic, ...]:
        """Draw, to see whether it can be done.

        Raises:
            FenceError: the options or the manifests make no picture.
        """
        self.draw(call, Manifests(site), "check")
        return ()

    def render(self, call: Call, site: Site, page: Page) -> str:
        """The picture, and a table with the same facts.

        Raises:
            FenceError: the options or the manifests make no picture.
        """
        return html.figure(self.draw(call, Manifests(site, page.anchors), page.identifier()))
