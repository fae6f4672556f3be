"""Taints of nodes and tolerations of Pods.

Source: https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
"""

from dataclasses import dataclass

from kubeproof.cluster.fields import mappings, text

KEEPS_PODS_AWAY = ("NoSchedule", "NoExecute")  # PreferNoSchedule is a wish, which never decides

_ALWAYS_TOLERATED = (
    ("node.kubernetes.io/not-ready", "NoExecute"),
    ("node.kubernetes.io/unreachable", "NoExecute"),
    ("node.kubernetes.io/disk-pressure", "NoSchedule"),
    ("node.kubernetes.io/memory-pressure", "NoSchedule"),
    ("node.kubernetes.io/pid-pressure", "NoSchedule"),
    ("node.kubernetes.io/unschedulable", "NoSchedule"),
)


@dataclass(frozen=True, slots=True)
class Taint:
    """One entry of a Node's spec.taints."""

    key: str
    value: str
    effect: str

    def __str__(self) -> str:
        """The form that kubectl writes: key=value:effect."""
        return f"{self.key}={self.value}:{self.effect}" if self.value else f"{self.key}:{self.effect}"


@dataclass(frozen=True, slots=True)
class Toleration:
    """One entry of a Pod's spec.tolerations."""

    key: str = ""
    operator: str = ""
    value: str = ""
    effect: str = ""

    def tolerates(self, taint: Taint) -> bool:
        """Whether a Pod with this toleration may run in spite of the taint.

        An empty effect stands for every effect, an empty key for every key. The comparisons Lt and Gt
        belong to a feature that is off by default (TaintTolerationComparisonOperators): they tolerate nothing.
        """
        if self.effect not in ("", taint.effect) or self.key not in ("", taint.key):
            return False
        if self.operator in ("", "Equal"):
            return self.value == taint.value
        return self.operator == "Exists"


def node_taints(node: object) -> tuple[Taint, ...]:
    """The taints in a Node's spec, in their order."""
    return tuple(
        Taint(text(taint, "key"), text(taint, "value"), text(taint, "effect"))
        for taint in mappings(node, "spec", "taints")
    )


def pod_tolerations(pod_spec: object) -> tuple[Toleration, ...]:
    """The tolerations in a Pod's spec, in their order."""
    return tuple(
        Toleration(text(entry, "key"), text(entry, "operator"), text(entry, "value"), text(entry, "effect"))
        for entry in mappings(pod_spec, "tolerations")
    )


def daemon_tolerations(*, host_network: bool) -> tuple[Toleration, ...]:
    """The tolerations that the DaemonSet controller adds to every Pod that it makes.

    Source: https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations
    """
    network = (("node.kubernetes.io/network-unavailable", "NoSchedule"),) if host_network else ()
    return tuple(
        Toleration(key=key, operator="Exists", effect=effect) for key, effect in (*_ALWAYS_TOLERATED, *network)
    )
