"""KP650: an autoscaler whose lower bound is above its upper one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.values import integer
from kubeproof.rules.autoscaler_examples import autoscaler
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject


class AutoscalerBounds(TypeRule):
    """An autoscaler's `maxReplicas` is not less than its `minReplicas`.

    Source: `validateHorizontalPodAutoscalerSpec`; see
    https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/.
    """

    code = "KP650"
    name = "autoscaler-bounds"
    good: ClassVar = (autoscaler(),)
    bad: ClassVar = (Bad(autoscaler(replicas="minReplicas: 8\nmaxReplicas: 2\n")),)
    types: ClassVar = ("autoscaling.HorizontalPodAutoscalerSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem if the bounds are exchanged."""
        del subject
        low, high = integer(value, "minReplicas"), integer(value, "maxReplicas")
        if low is not None and high is not None and low > high > 0:
            yield wrong((*path, "maxReplicas"), f"must be minReplicas ({low}) or more, not {high}")
