"""KP502: two parts of a Pod with one name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import entries, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_ORDER = ("containers", "initContainers", "ephemeralContainers")
_LISTS: dict[str, dict[tuple[str, ...], str]] = {
    "core.PodSpec": {
        _ORDER: "name",
        ("volumes",): "name",
        ("schedulingGates",): "name",
        ("resourceClaims",): "name",
    },
    "core.Container": {
        ("ports",): "name",
        ("volumeMounts",): "mountPath",
        ("volumeDevices",): "name",
    },
    "core.EphemeralContainer": {("volumeMounts",): "mountPath", ("volumeDevices",): "name"},
    "core.PodSecurityContext": {("sysctls",): "name"},
}


class RepeatedName(TypeRule):
    """Two containers, volumes, ports or mounts have the same name or path, and nothing could tell them apart.

    Containers share their names with init containers. Environment variables may be repeated: the last one wins.

    Source: `Duplicate value` and `must be unique` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP502"
    name = "repeated-name"
    good: ClassVar = (pod("ports:\n  - name: http\n    containerPort: 80\n  - name: https\n    containerPort: 443"),)
    bad: ClassVar = (
        Bad(pod("ports:\n  - name: http\n    containerPort: 80\n  - name: http\n    containerPort: 443")),
        Bad(pod(spec="initContainers:\n  - name: web\n    image: busybox:1.37")),
        Bad(pod(spec="volumes:\n  - name: data\n    emptyDir: {}\n  - name: data\n    emptyDir: {}")),
    )
    types: ClassVar = tuple(_LISTS)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each name that stands further up already."""
        for lists, field in _LISTS[subject.visiting].items():
            first: dict[str, FieldPath] = {}
            for name in lists:
                for index, entry in entries(value, name):
                    here, key = (*path, name, index, field), text(entry, field)
                    if key in first:
                        yield problem(here, f'is "{key}", as {spell(first[key])} is; give each its own')
                    elif key:
                        first[key] = here
