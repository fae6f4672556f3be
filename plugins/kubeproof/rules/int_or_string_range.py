"""KP405: a number that is too large where a number or a text may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_BUDGET = (
    "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: shop\nspec:\n  selector:\n"
    "    matchLabels:\n      app: shop\n  minAvailable: {}\n"
)
_LARGEST = 2**31 - 1


class IntOrStringRange(TypeRule):
    """Where a number or a text may stand, such as a port or a share of Pods, the number has 32 bits.

    Source: `IntOrString` in `k8s.io/apimachinery/pkg/util/intstr`.
    """

    code = "KP405"
    name = "int-or-string-range"
    in_fragments = True
    good: ClassVar = (_BUDGET.format("2"), _BUDGET.format("50%"))
    bad: ClassVar = (Bad(_BUDGET.format("5000000000")),)
    types: ClassVar = ("util.IntOrString",)
    decodes = True

    def visit(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a number beyond 32 bits."""
        del subject
        if isinstance(value, int) and not -_LARGEST - 1 <= value <= _LARGEST:
            yield Problem(path, f'"{spell(path)}" must be at most {_LARGEST}, not {value}')
