"""The fence `placement`: which nodes get a Pod of a DaemonSet, and why the others get none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kubeproof import diagrams
from kubeproof.cluster.nodes import NodeListError, nodes_from
from kubeproof.cluster.switches import Switch, switches
from kubeproof.fences.manifests import first_of_kind
from kubeproof.fences.options import Options, parse
from kubeproof.fences.picture import PictureFence
from kubeproof.fences.problems import BAD_OPTION, NOT_DRAWABLE, FenceError, whole_body

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kubeproof.diagrams import Drawing
    from kubeproof.fences.call import Call, Reference
    from kubeproof.fences.manifests import Manifests
    from kubeproof.fences.site import Site

_DAEMONSET = "daemonset/log-agent.yaml"
_NODES = "clusters/five-nodes.yaml"
_EXAMPLE = f'"daemonset: {_DAEMONSET}" and "nodes: {_NODES}"'
_OPTIONS = ("daemonset", "nodes", "by", "switch")
_SWITCHES = "[gpu=true, dedicated=batch:NoSchedule, cordoned]"


@dataclass(frozen=True, slots=True)
class _Wanted:
    options: Options
    daemonsets: tuple[Reference, ...]
    nodes: Reference | None
    by: str | None
    switches: tuple[Switch, ...]


def _files(call: Call, _site: Site) -> tuple[Reference, ...]:
    wanted = _wanted(call)
    return (*wanted.daemonsets, *([wanted.nodes] if wanted.nodes else []))


def _wanted(call: Call) -> _Wanted:
    options = parse(call.body, _EXAMPLE)
    if options is None:
        raise FenceError(BAD_OPTION, f"this fence takes options as YAML: write {_EXAMPLE}", whole_body(call.body))
    options.only(_OPTIONS, call.language)
    by = options["by"]
    if not isinstance(by, str | None):
        raise options.error("by", "write the name of a label, such as topology.kubernetes.io/zone")
    inline = isinstance(options["nodes"], dict | list)
    nodes = None if inline else options.reference("nodes", _NODES)
    return _Wanted(options, options.references("daemonset", _DAEMONSET), nodes, by, _switches(options))


def _switches(options: Options) -> tuple[Switch, ...]:
    texts = options["switch"] or []
    if texts and isinstance(options["daemonset"], list):
        raise options.error("switch", "nodes are switched for one DaemonSet, not for several beside each other")
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise options.error("switch", f"write a list of labels and taints, such as {_SWITCHES}")
    try:
        return switches(texts)
    except NodeListError as error:
        raise options.error("switch", str(error)) from error


def _draw(call: Call, manifests: Manifests, identifier: str) -> Drawing:
    wanted = _wanted(call)
    daemonsets = {_name(each): _daemonset(each, manifests) for each in wanted.daemonsets}
    nodes = _nodes(wanted, manifests)
    view = diagrams.View(by=wanted.by, places=manifests.place, switches=wanted.switches)
    try:
        if len(daemonsets) > 1:
            return diagrams.compare_placements(daemonsets, nodes, view, identifier=identifier)
        (daemonset,) = daemonsets.values()
        return diagrams.draw_placement(daemonset, nodes, view, identifier=identifier)
    except diagrams.DrawingError as error:
        raise FenceError(NOT_DRAWABLE, str(error), wanted.daemonsets[0].span) from error


def _name(wanted: Reference) -> str:
    """What a picture of several calls one of them: the file says more than the name, which is often the same."""
    return f"{wanted.path}#{wanted.part}" if wanted.part else wanted.path


def _daemonset(wanted: Reference, manifests: Manifests) -> Mapping[str, Any]:
    if wanted.part:
        return manifests.pick(wanted)
    found = first_of_kind(manifests.objects(wanted), "DaemonSet")
    if found is None:
        name = manifests.site.examples.name(wanted.path)
        raise FenceError(NOT_DRAWABLE, f"{name} holds no DaemonSet", wanted.span)
    return found


def _nodes(wanted: _Wanted, manifests: Manifests) -> Sequence[Mapping[str, Any]]:
    values = manifests.values(wanted.nodes) if wanted.nodes else wanted.options["nodes"]
    try:
        return nodes_from(values)
    except NodeListError as error:
        where = f"{manifests.site.examples.name(wanted.nodes.path)}: " if wanted.nodes else ""
        raise wanted.options.error("nodes", f"{where}{error}") from error


KIND = PictureFence(_files, _draw)
