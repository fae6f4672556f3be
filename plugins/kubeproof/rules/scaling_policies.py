"""KP653: a behaviour of an autoscaler that has no effect or no sense."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import required, wrong
from kubeproof.manifest.quantity import quantity
from kubeproof.rules.autoscaler_examples import autoscaler
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_BEHAVIOR = "behavior:\n  scaleDown:\n    policies: {}"
_TOLERANCE_SINCE = "1.35"


class ScalingPolicies(TypeRule):
    """A behaviour of an autoscaler that lists its policies lists at least one, and tolerates no less than nothing.

    Without `policies` the usual ones hold; an empty list leaves none. The tolerance is read since 1.35.

    Source: `validateScalingRules`; see
    https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#configurable-scaling-behavior.
    """

    code = "KP653"
    name = "scaling-policies"
    good: ClassVar = (autoscaler(_BEHAVIOR.format("[{type: Pods, value: 1, periodSeconds: 60}]")),)
    bad: ClassVar = (Bad(autoscaler(_BEHAVIOR.format("[]"))),)
    types: ClassVar = ("autoscaling.HPAScalingRules",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one direction of scaling."""
        if value.get("policies") == []:
            yield required((*path, "policies"), "write at least one policy, or leave the field out")
        tolerance = quantity(value.get("tolerance"))
        known = version_key(subject.catalog.version) >= version_key(_TOLERANCE_SINCE)
        if known and tolerance is not None and tolerance < 0:
            yield wrong((*path, "tolerance"), f"must be 0 or more, not {value['tolerance']}")
