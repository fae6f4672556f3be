"""KP813: a node whose Pods have no proper range of addresses, or that has less than nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.addresses import network_fault, parse_network
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import items, part, text
from kubeproof.manifest.quota_resources import amount_fault
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_NODE = "apiVersion: v1\nkind: Node\nmetadata:\n  name: worker-1\n{}\n"
_RANGES = "spec:\n  podCIDR: {0}\n  podCIDRs: [{0}{1}]"
_STRICT_SINCE = (1, 36)
_AMOUNTS = ("capacity", "allocatable")


class NodeNetwork(TypeRule):
    """The ranges of a node's Pods are CIDRs, at most one of each IP family; `podCIDR` is the first of `podCIDRs`.

    What a node has (`capacity`, `allocatable`) is not negative.

    Source: `ValidateNode` and the conversion of `NodeSpec` in `pkg/apis/core`.
    """

    code = "KP813"
    name = "node-network"
    good: ClassVar = (_NODE.format(_RANGES.format("10.244.1.0/24", ', "fd00:1::/64"')),)
    bad: ClassVar = (
        Bad(_NODE.format(_RANGES.format("10.244.1.0", ""))),
        Bad(_NODE.format(_RANGES.format("10.244.1.0/24", ", 10.244.2.0/24"))),
        Bad(_NODE.format("status:\n  capacity:\n    cpu: -1")),
    )
    types: ClassVar = ("core.NodeSpec", "core.NodeStatus")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each range, for too many of them, and for each amount."""
        if subject.visiting == "core.NodeStatus":
            for field in _AMOUNTS:
                for name, amount in part(value, field).items():
                    if fault := amount_fault(name, amount):
                        yield Problem((*path, field, name), f'"{spell((*path, field, name))}" {fault}')
            return
        strict = version_key(subject.catalog.version) >= _STRICT_SINCE
        first, here = text(value, "podCIDR"), (*path, "podCIDRs")
        ranges = {(*here, index): each for index, each in enumerate(items(value, "podCIDRs")) if isinstance(each, str)}
        if first and first != next(iter(ranges.values()), None):
            ranges = {(*path, "podCIDR"): first}
        for at, each in ranges.items():
            if fault := network_fault(each, strict=strict):
                yield Problem(at, f'"{spell(at)}" is "{each}", which {fault}')
        families = [network.version for each in ranges.values() if (network := parse_network(each))]
        if len(families) > len(set(families)):
            yield Problem(here, f'"{spell(here)}" must have no more than one range of each IP family')
