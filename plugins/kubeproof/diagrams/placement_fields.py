"""Which fields a placement is about: what a DaemonSet asks of nodes, and what on a node decides."""

from collections.abc import Sequence
from typing import TypeAlias

from kubeproof.cluster.fields import at, mapping, mappings, strings
from kubeproof.cluster.tolerations import node_taints
from kubeproof.diagrams.placement_groups import Spot

Path: TypeAlias = tuple[str | int, ...]
_POD = ("spec", "template", "spec")
_ASKING = ("nodeSelector", "affinity", "tolerations")


def asked_labels(daemonset: object) -> tuple[str, ...]:
    """The labels of nodes that a DaemonSet speaks of, in its node selector and its required node affinity."""
    spec = mapping(daemonset, "spec", "template", "spec")
    path = ("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
    keys = (
        str(expression.get("key", ""))
        for term in mappings(spec, *path)
        for expression in mappings(term, "matchExpressions")
    )
    return tuple(dict.fromkeys((*strings(spec, "nodeSelector"), *keys)))


def asking_field(daemonset: object) -> Path:
    """The field of a DaemonSet that says on which nodes its Pods run; its kind if there is none."""
    return next(((*_POD, name) for name in _ASKING if at(daemonset, *_POD, name)), ("kind",))


def deciding_field(spot: Spot, asked: Sequence[str]) -> Path:
    """The field of a node that decides: the taint in the way, else a label that was asked for, else its name."""
    for index, taint in enumerate(node_taints(spot.node)):
        if keeps_away(spot, str(taint)):
            return ("spec", "taints", index)
    labels = strings(spot.node, "metadata", "labels")
    return next((("metadata", "labels", key) for key in asked if key in labels), ("metadata", "name"))


def keeps_away(spot: Spot, taint: str) -> bool:
    """Whether a taint is why there is no Pod."""
    return f"the taint {taint}," in spot.reason
