"""KP413: a map of labels with what no label can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.selectors import labels_faults
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SERVICE = (
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector:\n    {}\n  ports:\n    - port: 80\n"
)


class LabelMap(TypeRule):
    """The selector of a Service is a map of labels: keys and values that labels can have.

    Source: `ValidateService` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP413"
    name = "label-map"
    good: ClassVar = (_SERVICE.format("app: shop"),)
    bad: ClassVar = (Bad(_SERVICE.format("app: the shop")), Bad(_SERVICE.format("my/own/app: shop")))
    types: ClassVar = ("core.ServiceSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each key and each value."""
        del subject
        for at, message in labels_faults(value.get("selector"), (*path, "selector")):
            yield Problem(at, message)
