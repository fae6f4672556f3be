"""Where a DaemonSet's Pods run: the DaemonSet controller's choice of nodes, and the scheduler's filters after it.

Source: https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#how-daemon-pods-are-scheduled
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kubeproof.cluster.fields import mapping, mappings, name_of, sequence, strings, text
from kubeproof.cluster.reasons import affinity_reasons, label_reason
from kubeproof.cluster.requests import Amounts, node_allocatable, pod_requests, shortages
from kubeproof.cluster.selectors import NodeSelectorTerm, Requirement, equalities, node_affinity_terms
from kubeproof.cluster.tolerations import (
    KEEPS_PODS_AWAY,
    Taint,
    Toleration,
    daemon_tolerations,
    node_taints,
    pod_tolerations,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens on one node.

    Attributes:
        node: the node's name.
        runs: the DaemonSet controller makes a Pod for the node.
        binds: the scheduler can also put it there.
        reasons: why the node gets no Pod, or why its Pod stays Pending; empty if it binds.
    """

    node: str
    runs: bool
    binds: bool
    reasons: tuple[str, ...]


def place(daemonset: Mapping[str, object], nodes: Sequence[Mapping[str, object]]) -> list[Decision]:
    """Decide for each node whether the DaemonSet's Pod runs there.

    Args:
        daemonset: a DaemonSet as parsed from YAML. What is missing or of a wrong type counts as absent.
        nodes: Node objects. A node that does not state cpu, memory, ephemeral-storage or pods under
            status.allocatable is taken to have enough of them.

    Returns:
        A decision for each node, in the order of the nodes. Each node is judged by itself, as if it were empty
        but for this Pod. Being cordoned and wishes (preferred affinity, PreferNoSchedule) never decide. Affinity
        between Pods, topology spread, host ports and volumes, which depend on other Pods, are left out.
    """
    pod = _DaemonPod.of(mapping(daemonset, "spec", "template", "spec"))
    return [pod.decide(node) for node in sequence(nodes)]


@dataclass(frozen=True, slots=True)
class _DaemonPod:
    """What the DaemonSet's Pod template says about nodes, read once for all of them."""

    node_name: str
    node_selector: tuple[Requirement, ...]
    affinity: tuple[NodeSelectorTerm, ...] | None
    tolerations: tuple[Toleration, ...]
    requests: Amounts
    gates: tuple[str, ...]
    # The taints and sizes of a large cluster repeat: each is judged once.
    taint_reasons: dict[Taint, str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, spec: Mapping[str, object]) -> "_DaemonPod":
        own = daemon_tolerations(host_network=spec.get("hostNetwork") is True)
        return cls(
            node_name=text(spec, "nodeName"),
            node_selector=equalities(strings(spec, "nodeSelector")),
            affinity=node_affinity_terms(spec),
            tolerations=(*dict.fromkeys((*pod_tolerations(spec), *own)),),
            requests=pod_requests(spec),
            gates=tuple(text(gate, "name") for gate in mappings(spec, "schedulingGates")),
        )

    def decide(self, node: object) -> Decision:
        name = name_of(node)
        refused = self._refused(node, name)
        if refused:
            return Decision(name, runs=False, binds=False, reasons=refused)
        pending = self._pending(node)
        return Decision(name, runs=True, binds=not pending, reasons=pending)

    def _refused(self, node: object, name: str) -> tuple[str, ...]:
        """Why the controller makes no Pod for the node."""
        if self.node_name not in ("", name):
            return (f"is not {self.node_name}, the node that the Pod's nodeName fixes",)
        tainted = filter(None, map(self._taint_reason, node_taints(node)))
        return tuple(dict.fromkeys((*self._unselected(node, name), *tainted)))

    def _unselected(self, node: object, name: str) -> tuple[str, ...]:
        if not self.node_selector and self.affinity is None:
            return ()
        labels = strings(node, "metadata", "labels")
        selected = tuple(label_reason(item, labels) for item in self.node_selector if not item.matches(labels))
        if self.affinity is None or any(term.matches(labels, name) for term in self.affinity):
            return selected
        return (*selected, *affinity_reasons(self.affinity, labels, name))

    def _taint_reason(self, taint: Taint) -> str:
        reason = self.taint_reasons.get(taint)
        if reason is None:
            harmless = taint.effect not in KEEPS_PODS_AWAY or any(item.tolerates(taint) for item in self.tolerations)
            reason = "" if harmless else f"has the taint {taint}, which the Pod does not tolerate"
            self.taint_reasons[taint] = reason
        return reason

    def _pending(self, node: object) -> tuple[str, ...]:
        """Why the scheduler leaves the node's Pod Pending. With a fixed nodeName the scheduler is not asked."""
        if self.node_name:
            return ()
        if self.gates:
            return (f"waits for the scheduling gate {', '.join(self.gates)}",)
        return shortages(self.requests, node_allocatable(node))
