"""KP654: a disruption budget that does not say how many Pods may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import forbidden, wrong
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.update_strategy import amount_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_BUDGET = (
    "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n"
    "  selector:\n    matchLabels:\n      app: web\n  {}\n"
)
_FIELDS = ("minAvailable", "maxUnavailable")


class DisruptionBudget(TypeRule):
    """A disruption budget has `minAvailable` or `maxUnavailable`, as a number or a share such as `50%`.

    Both together are refused. A number has no quotes, and a share is at most 100 %.

    Source: `ValidatePodDisruptionBudgetSpec`; see https://kubernetes.io/docs/tasks/run-application/configure-pdb/.
    """

    code = "KP654"
    name = "disruption-budget"
    good: ClassVar = (_BUDGET.format("minAvailable: 50%"),)
    bad: ClassVar = (
        Bad(_BUDGET.format('minAvailable: "3"'), fixed=_BUDGET.format("minAvailable: 3")),
        Bad(_BUDGET.format("maxUnavailable: 120%")),
        Bad(_BUDGET.format("maxUnavailable: 1\n  minAvailable: 1")),
    )
    types: ClassVar = ("policy.PodDisruptionBudgetSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one budget."""
        del subject
        if all(value.get(name) is not None for name in _FIELDS):
            yield forbidden((*path, "maxUnavailable"), "must not stand beside minAvailable; remove one of them")
        for name in _FIELDS:
            if fault := amount_fault(value.get(name)):
                yield wrong((*path, name), fault)
