"""KP515: an item of a list that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_AFFINITY = ("requiredDuringSchedulingIgnoredDuringExecution", "preferredDuringSchedulingIgnoredDuringExecution")
_ITEMS = ("items",)


class NullItem(FieldRule):
    """A list in a Pod has an item without a value, a dash with nothing after it.

    The API server reads it as an item all of whose fields are empty, and then misses those that are required.

    Source: `Required value` in `ValidatePodSpec` and below, `pkg/apis/core/validation/validation.go`.
    """

    code = "KP515"
    name = "null-item"
    good: ClassVar = (pod("env:\n  - name: SHOP"),)
    bad: ClassVar = (Bad(pod("env:\n  -\n  - name: SHOP")),)
    fields: ClassVar = {
        "core.ConfigMapProjection": _ITEMS,
        "core.ConfigMapVolumeSource": _ITEMS,
        "core.Container": ("env", "envFrom", "ports", "resizePolicy", "volumeDevices", "volumeMounts"),
        "core.DownwardAPIProjection": _ITEMS,
        "core.DownwardAPIVolumeSource": _ITEMS,
        "core.HTTPGetAction": ("httpHeaders",),
        "core.HostAlias": ("hostnames",),
        "core.NodeAffinity": _AFFINITY[1:],
        "core.NodeSelectorTerm": ("matchExpressions", "matchFields"),
        "core.NodeSelectorRequirement": ("values",),
        "core.PodAffinity": _AFFINITY,
        "core.PodAffinityTerm": ("matchLabelKeys", "mismatchLabelKeys", "namespaces"),
        "core.PodAntiAffinity": _AFFINITY,
        "core.PodDNSConfig": ("nameservers", "options", "searches"),
        "core.PodSecurityContext": ("sysctls",),
        "core.PodSpec": (
            "containers",
            "hostAliases",
            "initContainers",
            "readinessGates",
            "schedulingGates",
            "tolerations",
            "topologySpreadConstraints",
            "volumes",
        ),
        "core.ResourceRequirements": ("claims",),
        "core.SecretProjection": _ITEMS,
        "core.SecretVolumeSource": _ITEMS,
        "core.TopologySpreadConstraint": ("matchLabelKeys",),
    }

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem at each such item."""
        del subject
        label = path[-2] == "values" and "matchFields" not in path  # an empty value of a label is one
        if value is None and isinstance(path[-1], int) and not label:
            yield problem(path, "is empty; write the item, or take the dash away")
