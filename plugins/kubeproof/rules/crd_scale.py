"""KP874: the scale subresource of a custom resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import text
from kubeproof.rules.crd_examples import crd
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_STARTS = {
    "specReplicasPath": (".spec.",),
    "statusReplicasPath": (".status.",),
    "labelSelectorPath": (".spec.", ".status."),
}
_SCALE = "subresources:\n  scale:\n    specReplicasPath: {}\n    statusReplicasPath: .status.replicas\n"


class CrdScale(TypeRule):
    """The paths of the scale subresource point into `.spec` or `.status`, as their names say.

    Source: `ValidateCustomResourceDefinitionSubresources` in apiextensions-apiserver.
    """

    code = "KP874"
    name = "crd-scale"
    good: ClassVar = (crd(version=_SCALE.format(".spec.replicas")),)
    bad: ClassVar = (Bad(crd(version=_SCALE.format("spec.replicas"))), Bad(crd(version=_SCALE.format(".replicas"))))
    types: ClassVar = ("apiextensions.CustomResourceSubresourceScale",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong path."""
        del subject
        for name, starts in _STARTS.items():
            if (found := text(value, name)) and not found.startswith(starts):
                yield problem((*path, name), f'is "{found}"; it must start with {" or ".join(starts)}')
