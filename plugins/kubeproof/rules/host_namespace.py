"""KP544: namespaces of the node that exclude something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import containers, has, items
from kubeproof.rules.feature_gates import enabled
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_NAMESPACES = ("hostNetwork", "hostPID", "hostIPC")
_NOT_BOTH = "cannot both be true: the node's processes are shared already"


class HostNamespace(TypeRule):
    """A Pod uses the node's processes and shares its own too, or has users of its own in a namespace of the node.

    `hostUsers: false` gives a Pod its own users (looked at since Kubernetes 1.33); then it can have neither the node's
    network, processes or IPC, nor block devices.

    Source: `validatePodSpecSecurityContext` and `validateHostUsers` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP544"
    name = "host-namespace"
    about: ClassVar = ("hostPID", "hostUsers", "hostnameOverride")
    good: ClassVar = (pod(spec="hostPID: true"),)
    bad: ClassVar = (
        Bad(pod(spec="hostPID: true\nshareProcessNamespace: true")),
        Bad(pod(spec="hostUsers: false\nhostNetwork: true")),
    )
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each contradiction."""
        if value.get("hostPID") is True and value.get("shareProcessNamespace") is True:
            yield problem((*path, "shareProcessNamespace"), f"and hostPID {_NOT_BOTH}")
        if value.get("hostUsers") is False and enabled("hostUsers", subject):
            for name in _NAMESPACES:
                if value.get(name) is True:
                    yield problem((*path, name), "cannot be true when hostUsers is false")
            for below, container in containers(value):
                if items(container, "volumeDevices"):
                    yield problem((*path, *below, "volumeDevices"), "cannot be set when hostUsers is false")
        if has(value, "hostnameOverride") and enabled("hostnameOverride", subject):
            for name in ("hostNetwork", "setHostnameAsFQDN"):
                if value.get(name) is True:
                    yield problem((*path, "hostnameOverride"), f"cannot be set when {name} is true")
