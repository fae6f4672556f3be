"""KP720: a peer or a port of a NetworkPolicy that names nothing, or too much."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import forbidden, required, wrong
from kubeproof.manifest.values import integer, sequence
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_POLICY = (
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: web\nspec:\n"
    "  podSelector: {{}}\n  ingress:\n    - {}\n"
)
_SELECTORS = ("podSelector", "namespaceSelector")
_LAST_PORT = 65535
_MOST_TYPES = 2


class NetworkPeer(TypeRule):
    """A peer of a NetworkPolicy is an `ipBlock`, or Pods and namespaces that selectors choose.

    A range of ports is a number and an `endPort` that is not less. There are two policy types at most.

    Source: `ValidateNetworkPolicyPeer` and `ValidateNetworkPolicyPort`; see
    https://kubernetes.io/docs/concepts/services-networking/network-policies/.
    """

    code = "KP720"
    name = "network-peer"
    good: ClassVar = (_POLICY.format("from: [{podSelector: {}}]"), _POLICY.format("ports: [{port: 80, endPort: 90}]"))
    bad: ClassVar = (
        Bad(_POLICY.format("from: [{}]")),
        Bad(_POLICY.format("from: [{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]")),
        Bad(_POLICY.format("ports: [{port: 90, endPort: 80}]")),
        Bad(_POLICY.format("ports: [{port: http, endPort: 80}]")),
    )
    types: ClassVar = (
        "networking.NetworkPolicyPeer",
        "networking.NetworkPolicyPort",
        "networking.NetworkPolicySpec",
    )

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one peer, port or policy."""
        match subject.visiting:
            case "networking.NetworkPolicyPeer":
                yield from _peer(value, path)
            case "networking.NetworkPolicyPort":
                yield from _port(value, path)
            case _:
                if len(sequence(value, "policyTypes")) > _MOST_TYPES:
                    yield wrong((*path, "policyTypes"), "must have two items at most: Ingress and Egress")


def _peer(value: Fields, path: FieldPath) -> Iterator[Problem]:
    selectors = any(value.get(name) is not None for name in _SELECTORS)
    block = value.get("ipBlock") is not None
    if not selectors and not block:
        yield required(path, "write a podSelector, a namespaceSelector or an ipBlock")
    elif selectors and block:
        yield forbidden((*path, "ipBlock"), "must not stand beside a selector; make it a peer of its own")


def _port(value: Fields, path: FieldPath) -> Iterator[Problem]:
    port, end = value.get("port"), integer(value, "endPort")
    first, here = integer(port), (*path, "endPort")
    if first is not None and not 1 <= first <= _LAST_PORT:
        yield wrong((*path, "port"), f"must be between 1 and {_LAST_PORT}, not {first}")
    if end is None:
        return
    if first is None:
        yield forbidden(here, "needs a number as port; remove it, or write that number")
    elif end < first:
        yield wrong(here, f"must be port ({first}) or more, not {end}")
    elif end > _LAST_PORT:
        yield wrong(here, f"must be between 1 and {_LAST_PORT}, not {end}")
