"""KP520: a resource that no container can ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import part
from kubeproof.manifest.resources import resource_name_fault
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LISTS = {
    "core.Container": (("resources", "limits"), ("resources", "requests")),
    "core.EphemeralContainer": (("resources", "limits"), ("resources", "requests")),
    "core.PodSpec": (("overhead",),),
}


class ResourceName(TypeRule):
    """A request or a limit names a resource that does not exist.

    Kubernetes knows `cpu`, `memory`, `ephemeral-storage` and `hugepages-` with a page size. Other resources, such as
    devices, have a domain: `nvidia.com/gpu`.

    Source: `validateContainerResourceName` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP520"
    name = "resource-name"
    lists_words = True
    about: ClassVar = ("resources", "overhead")
    good: ClassVar = (pod("resources:\n  limits:\n    memory: 64Mi\n    example.com/gpu: 1"),)
    bad: ClassVar = (
        Bad(pod("resources:\n  limits:\n    ram: 64Mi"), fixed=pod("resources:\n  limits:\n    memory: 64Mi")),
    )
    types: ClassVar = tuple(_LISTS)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each such name."""
        for below in _LISTS[subject.visiting]:
            for name in part(value, *below):
                here = (*path, *below, name)
                if isinstance(name, str) and (fault := resource_name_fault(name)):
                    yield Problem(here, f'the resource "{name}" in "{spell(here[:-1])}" {fault}', "key")
