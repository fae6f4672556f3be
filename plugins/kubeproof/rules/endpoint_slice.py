"""KP721: an EndpointSlice with too much in it, or with ports that cannot be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.values import mappings, sequence, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SLICE = (
    "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata:\n  name: db\naddressType: IPv4\n"
    "endpoints:\n  - addresses: [10.1.2.3]\nports:\n  - port: 80\n  - name: {}\n    port: 443\n"
)
_MOST_ENDPOINTS = 1000
_MOST_ADDRESSES = 100
_MOST_PORTS = 20000
_MOST_HINTS = 8
_MOST_TOPOLOGY = 16


class EndpointSlice(TypeRule):
    """Ports of an EndpointSlice are told apart by their names, of which one may be empty.

    A slice has 1000 endpoints at most, an endpoint 100 addresses, and hints for 8 zones and 8 nodes, each of them once.

    Source: `validatePorts`, `validateEndpoints` and `validateHints`; see
    https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/.
    """

    code = "KP721"
    name = "endpoint-slice"
    good: ClassVar = (_SLICE.format("https"),)
    bad: ClassVar = (Bad(_SLICE.format('""')),)
    types: ClassVar = ("discovery.EndpointHints", "discovery.EndpointSlice")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one slice or set of hints."""
        if subject.visiting == "discovery.EndpointHints":
            for name in ("forZones", "forNodes"):
                yield from _too_many(value, name, _MOST_HINTS, path)
                yield from _repeated(value, name, path)
            return
        yield from _too_many(value, "ports", _MOST_PORTS, path)
        yield from _repeated(value, "ports", path)
        yield from _too_many(value, "endpoints", _MOST_ENDPOINTS, path)
        for index, endpoint in mappings(value, "endpoints"):
            here = (*path, "endpoints", index)
            yield from _too_many(endpoint, "addresses", _MOST_ADDRESSES, here)
            topology = endpoint.get("deprecatedTopology")
            if isinstance(topology, dict) and len(topology) > _MOST_TOPOLOGY:
                yield wrong((*here, "deprecatedTopology"), f"must have {_MOST_TOPOLOGY} items at most")


def _too_many(value: Fields, name: str, most: int, path: FieldPath) -> Iterator[Problem]:
    found = len(sequence(value, name))
    if found > most:
        yield wrong((*path, name), f"must have {most} items at most, not {found}")


def _repeated(value: Fields, name: str, path: FieldPath) -> Iterator[Problem]:
    """Items with one name; a missing one is the empty one."""
    seen: set[str] = set()
    for index, item in mappings(value, name):
        own = text(item, "name")
        if own in seen:
            yield wrong((*path, name, index, "name"), f'is "{own}", as another one is; each is named once')
        seen.add(own)
