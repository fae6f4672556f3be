"""The fence `service`: how clients reach the Pods of a Service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kubeproof.diagrams import DrawingError, draw_service
from kubeproof.fences import html
from kubeproof.fences.call import Pull, Reference, reference
from kubeproof.fences.objects import load_objects, pick
from kubeproof.fences.options import parse
from kubeproof.fences.problems import NOT_DRAWABLE, FenceError

if TYPE_CHECKING:
    from kubeproof.diagrams import Drawing
    from kubeproof.fences.call import Call
    from kubeproof.fences.site import Site
    from kubeproof.fences.snippet import Page
    from kubeproof.finding import Diagnostic

_EXAMPLE = "service/web.yaml"
_OPTIONS = ("manifest", "compare")


@dataclass(frozen=True, slots=True)
class _Wanted:
    manifest: Reference
    compare: tuple[str, ...] = ()


class ServiceFence:
    """Draws the way from the clients to the Pods, from a manifest."""

    attributes: frozenset[str] = frozenset()

    def pulls(self, call: Call, _site: Site) -> tuple[Pull, ...]:
        """The manifest."""
        return (Pull("examples", _wanted(call).manifest.path),)

    def check(self, call: Call, site: Site) -> tuple[Diagnostic, ...]:
        """Draw, to see whether it can be done.

        Raises:
            FenceError: the options or the manifest make no picture.
        """
        drawing(call, site, "check")
        return ()

    def render(self, call: Call, site: Site, page: Page) -> str:
        """The picture, and a table with the same facts.

        Raises:
            FenceError: the options or the manifest make no picture.
        """
        return html.figure(drawing(call, site, page.identifier()))


def _wanted(call: Call) -> _Wanted:
    options = parse(call.body, _EXAMPLE)
    if options is None:
        return _Wanted(reference(call.body, _EXAMPLE))
    options.only(_OPTIONS, call.language)
    compare = options["compare"] or []
    if not isinstance(compare, list) or not all(isinstance(each, str) for each in compare):
        raise options.error("compare", "write a list of types, such as [ClusterIP, NodePort, LoadBalancer]")
    return _Wanted(options.reference("manifest", _EXAMPLE), tuple(compare))


def drawing(call: Call, site: Site, identifier: str) -> Drawing:
    """The picture that a fence asks for; names in it begin with the identifier.

    Raises:
        FenceError: the options or the files make no picture.
    """
    wanted = _wanted(call)
    objects = load_objects(wanted.manifest, site)
    if wanted.manifest.part:
        chosen = pick(objects, wanted.manifest, site.examples.name(wanted.manifest.path))
        objects = [chosen, *(each for each in objects if each.get("kind") != "Service")]
    try:
        return draw_service(objects, compare=wanted.compare, identifier=identifier)
    except DrawingError as error:
        raise FenceError(NOT_DRAWABLE, str(error), wanted.manifest.span) from error
