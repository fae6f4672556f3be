"""KP414: metadata that a template of claims cannot give."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import part
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_TEMPLATE = (
    "apiVersion: resource.k8s.io/v1\nkind: ResourceClaimTemplate\nmetadata:\n  name: gpu\nspec:\n  metadata:\n    {}\n"
    "  spec: {{}}\n"
)
_FORBIDDEN = ("name", "generateName", "uid", "finalizers", "ownerReferences")


class ClaimMetadata(TypeRule):
    """A ResourceClaimTemplate gives its claims labels and annotations only; the server makes up their names.

    Source: `ValidateResourceClaimTemplate`,
    https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/.
    """

    code = "KP414"
    name = "claim-metadata"
    good: ClassVar = (_TEMPLATE.format("labels:\n      app: shop"),)
    bad: ClassVar = (Bad(_TEMPLATE.format("name: gpu")),)
    types: ClassVar = ("resource.ResourceClaimTemplateSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such field."""
        del subject
        metadata = part(value, "metadata")
        for name in _FORBIDDEN:
            if metadata.get(name):
                here = (*path, "metadata", name)
                yield Problem(here, f'"{spell(here)}" must be left out: a template gives labels and annotations', "key")
