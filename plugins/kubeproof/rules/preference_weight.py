"""KP551: a weight of a preference that is out of range."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import number
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_MOST = 100
_PREFERENCE = (
    "affinity:\n  nodeAffinity:\n    preferredDuringSchedulingIgnoredDuringExecution:\n      - weight: {}\n"
    "        preference:\n          matchExpressions:\n            - key: disk\n              operator: Exists"
)


class PreferenceWeight(TypeRule):
    """The weight of a preferred node or Pod is not between 1 and 100.

    Source: `ValidatePreferredSchedulingTerms` and `validateWeightedPodAffinityTerms` in
    `pkg/apis/core/validation/validation.go`.
    """

    code = "KP551"
    name = "preference-weight"
    good: ClassVar = (pod(spec=_PREFERENCE.format(100)),)
    bad: ClassVar = (Bad(pod(spec=_PREFERENCE.format(0))),)
    types: ClassVar = ("core.PreferredSchedulingTerm", "core.WeightedPodAffinityTerm")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for a weight that is there; null is 0. A missing one is the schema's to find."""
        del subject
        weight = number(value, "weight") if value.get("weight") is not None else 0
        if "weight" in value and weight is not None and not 1 <= weight <= _MOST:
            yield problem((*path, "weight"), f"must be between 1 and {_MOST}, not {weight}")
