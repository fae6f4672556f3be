"""KP964: a label of nodes that has another name today."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem, Severity
from kubeproof.manifest.path import spell
from kubeproof.manifest.values import mapping, mappings
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_OLD = {
    "app.kubernetes.io/created-by": "since 1.9",
    "beta.kubernetes.io/arch": "since 1.14; write kubernetes.io/arch",
    "beta.kubernetes.io/instance-type": "since 1.17; write node.kubernetes.io/instance-type",
    "beta.kubernetes.io/os": "since 1.14; write kubernetes.io/os",
    "failure-domain.beta.kubernetes.io/region": "since 1.17; write topology.kubernetes.io/region",
    "failure-domain.beta.kubernetes.io/zone": "since 1.17; write topology.kubernetes.io/zone",
    "node-role.kubernetes.io/master": "since 1.20; write node-role.kubernetes.io/control-plane",
    "scheduler.alpha.kubernetes.io/preferAvoidPods": "since 1.22; use taints and tolerations",
}
Place = tuple["FieldPath", object]


class DeprecatedNodeLabel(TypeRule):
    """A Pod, a volume or a class asks for a label of nodes that Kubernetes replaced by another.

    Source: `GetNodeLabelDeprecatedMessage` in `pkg/api/node/util.go`; see
    https://kubernetes.io/docs/reference/labels-annotations-taints/.
    """

    code = "KP964"
    name = "deprecated-node-label"
    severity = Severity.WARNING
    about: ClassVar = ("topologyKey", "nodeSelector", "matchLabels", "matchExpressions", "matchLabelExpressions")
    good: ClassVar = (pod(spec="nodeSelector:\n  kubernetes.io/os: linux"),)
    bad: ClassVar = (Bad(pod(spec="nodeSelector:\n  beta.kubernetes.io/os: linux")),)
    types: ClassVar = (
        "core.NodeSelectorTerm",
        "core.PodSpec",
        "core.TopologySelectorTerm",
        "core.TopologySpreadConstraint",
        "node.Scheduling",
        "storage.CSIStorageCapacity",
    )

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such label."""
        places = _capacity(value) if subject.visiting == "storage.CSIStorageCapacity" else _labels(value)
        for below, label in places:
            here = (*path, *below)
            if isinstance(label, str) and label in _OLD:
                message = f'"{spell(here)}" asks for the label "{label}", which is deprecated {_OLD[label]}'
                yield Problem(here, message, anchor="key" if below[-1] == label else "value")


def _labels(value: Fields) -> Iterator[Place]:
    """The labels in all the ways in which a term or a selector names them."""
    yield ("topologyKey",), value.get("topologyKey")
    for field in ("nodeSelector", "matchLabels"):
        yield from (((field, label), label) for label in mapping(value, field))
    for field in ("matchExpressions", "matchLabelExpressions"):
        for index, condition in mappings(value, field):
            yield (field, index, "key"), condition.get("key")


def _capacity(value: Fields) -> Iterator[Place]:
    for below, label in _labels(mapping(value, "nodeTopology")):
        yield ("nodeTopology", *below), label
