"""The fence `placement`: which nodes get a Pod of a DaemonSet, and why the others get none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kubeproof import diagrams
from kubeproof.cluster.nodes import NodeListError, nodes_from
from kubeproof.fences import html
from kubeproof.fences.call import Pull, Reference
from kubeproof.fences.objects import first_of_kind, load_objects, load_values, pick
from kubeproof.fences.options import Options, parse
from kubeproof.fences.problems import BAD_OPTION, NOT_DRAWABLE, FenceError, whole_body

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kubeproof.diagrams import Drawing
    from kubeproof.fences.call import Call
    from kubeproof.fences.site import Site
    from kubeproof.fences.snippet import Page
    from kubeproof.finding import Diagnostic

_DAEMONSET = "daemonset/log-agent.yaml"
_NODES = "clusters/five-nodes.yaml"
_EXAMPLE = f'"daemonset: {_DAEMONSET}" and "nodes: {_NODES}"'
_OPTIONS = ("daemonset", "nodes", "by")


@dataclass(frozen=True, slots=True)
class _Wanted:
    options: Options
    daemonsets: tuple[Reference, ...]
    nodes: Reference | None
    by: str | None


class PlacementFence:
    """Draws a cluster's nodes with the Pods of a DaemonSet."""

    attributes: frozenset[str] = frozenset()

    def pulls(self, call: Call, _site: Site) -> tuple[Pull, ...]:
        """The DaemonSet, and the list of nodes if it is a file."""
        wanted = _wanted(call)
        files = [*wanted.daemonsets, *([wanted.nodes] if wanted.nodes else [])]
        return tuple(Pull("examples", file.path) for file in files)

    def check(self, call: Call, site: Site) -> tuple[Diagnostic, ...]:
        """Draw, to see whether it can be done.

        Raises:
            FenceError: the options, the DaemonSet or the nodes make no picture.
        """
        drawing(call, site, "check")
        return ()

    def render(self, call: Call, site: Site, page: Page) -> str:
        """The picture, and a table with the same facts.

        Raises:
            FenceError: the options, the DaemonSet or the nodes make no picture.
        """
        return html.figure(drawing(call, site, page.identifier()))


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
    return _Wanted(options, options.references("daemonset", _DAEMONSET), nodes, by)


def drawing(call: Call, site: Site, identifier: str) -> Drawing:
    """The picture that a fence asks for; names in it begin with the identifier.

    Raises:
        FenceError: the options or the files make no picture.
    """
    wanted = _wanted(call)
    daemonsets = {_name(each): _daemonset(each, site) for each in wanted.daemonsets}
    nodes = _nodes(wanted, site)
    try:
        if len(daemonsets) > 1:
            return diagrams.compare_placements(daemonsets, nodes, identifier=identifier, by=wanted.by)
        (daemonset,) = daemonsets.values()
        return diagrams.draw_placement(daemonset, nodes, identifier=identifier, by=wanted.by)
    except diagrams.DrawingError as error:
        raise FenceError(NOT_DRAWABLE, str(error), wanted.daemonsets[0].span) from error


def _name(wanted: Reference) -> str:
    """What a picture of several calls one of them: the file says more than the name, which is often the same."""
    return f"{wanted.path}#{wanted.part}" if wanted.part else wanted.path


def _daemonset(wanted: Reference, site: Site) -> Mapping[str, Any]:
    objects = load_objects(wanted, site)
    name = site.examples.name(wanted.path)
    if wanted.part:
        return pick(objects, wanted, name)
    found = first_of_kind(objects, "DaemonSet")
    if found is None:
        raise FenceError(NOT_DRAWABLE, f"{name} holds no DaemonSet", wanted.span)
    return found


def _nodes(wanted: _Wanted, site: Site) -> Sequence[Mapping[str, Any]]:
    values = load_values(wanted.nodes, site) if wanted.nodes else wanted.options["nodes"]
    try:
        return nodes_from(values)
    except NodeListError as error:
        where = f"{site.examples.name(wanted.nodes.path)}: " if wanted.nodes else ""
        raise wanted.options.error("nodes", f"{where}{error}") from error
