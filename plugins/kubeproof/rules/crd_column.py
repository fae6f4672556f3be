"""KP873: a column that `kubectl get` shows of a custom resource."""

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

_WORDS = {
    "type": ("boolean", "date", "integer", "number", "string"),
    "format": ("byte", "date", "date-time", "double", "float", "int32", "int64", "password"),
}
_COLUMN = "additionalPrinterColumns:\n  - name: Size\n    type: {}\n    jsonPath: {}\n"


class CrdColumn(TypeRule):
    """A column has a type of its own kind and a path that starts with a dot.

    Source: `ValidateCustomResourceColumnDefinition` in apiextensions-apiserver.
    """

    code = "KP873"
    name = "crd-column"
    good: ClassVar = (crd(version=_COLUMN.format("integer", ".spec.size")),)
    bad: ClassVar = (
        Bad(crd(version=_COLUMN.format("int", ".spec.size"))),
        Bad(crd(version=_COLUMN.format("integer", "spec.size"))),
    )
    types: ClassVar = ("apiextensions.CustomResourceColumnDefinition",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong field."""
        del subject
        for name, words in _WORDS.items():
            if (found := text(value, name)) and found not in words:
                yield problem((*path, name), f'cannot be "{found}"; write one of {", ".join(words)}')
        found = text(value, "jsonPath")
        if found and not found.startswith("."):
            yield problem((*path, "jsonPath"), f'is "{found}"; it must start with a dot, such as .spec.size')
