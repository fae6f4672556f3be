"""The fence `service`: how clients reach the Pods of a Service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kubeproof.diagrams import DrawingError, draw_service
from kubeproof.fences.call import Reference, reference
from kubeproof.fences.options import parse
from kubeproof.fences.picture import PictureFence
from kubeproof.fences.problems import NOT_DRAWABLE, FenceError

if TYPE_CHECKING:
    from kubeproof.diagrams import Drawing
    from kubeproof.fences.call import Call
    from kubeproof.fences.manifests import Manifests
    from kubeproof.fences.site import Site

_EXAMPLE = "service/web.yaml"
_OPTIONS = ("manifest", "compare")


@dataclass(frozen=True, slots=True)
class _Wanted:
    manifest: Reference
    compare: tuple[str, ...] = ()


def _files(call: Call, _site: Site) -> tuple[Reference, ...]:
    return (_wanted(call).manifest,)


def _wanted(call: Call) -> _Wanted:
    options = parse(call.body, _EXAMPLE)
    if options is None:
        return _Wanted(reference(call.body, _EXAMPLE))
    options.only(_OPTIONS, call.language)
    compare = options["compare"] or []
    if not isinstance(compare, list) or not all(isinstance(each, str) for each in compare):
        raise options.error("compare", "write a list of types, such as [ClusterIP, NodePort, LoadBalancer]")
    return _Wanted(options.reference("manifest", _EXAMPLE), tuple(compare))


def _draw(call: Call, manifests: Manifests, identifier: str) -> Drawing:
    wanted = _wanted(call)
    objects = manifests.objects(wanted.manifest)
    if wanted.manifest.part:
        chosen = manifests.pick(wanted.manifest)
        objects = [chosen, *(each for each in objects if each.get("kind") != "Service")]
    try:
        return draw_service(objects, compare=wanted.compare, identifier=identifier, places=manifests.place)
    except DrawingError as error:
        raise FenceError(NOT_DRAWABLE, str(error), wanted.manifest.span) from error


KIND = PictureFence(_files, _draw)
