"""KP606: a rollout that fails before its Pods can be ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.values import integer
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.workload_examples import deployment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_DEFAULT = 600


class ProgressDeadline(TypeRule):
    """A Deployment waits longer for progress than for a Pod to count as ready.

    So `progressDeadlineSeconds` is more than `minReadySeconds`; it is 600 if it is missing.

    Source: `ValidateDeploymentSpec`, `must be greater than minReadySeconds`.
    """

    code = "KP606"
    name = "progress-deadline"
    about: ClassVar = ("minReadySeconds", "progressDeadlineSeconds")
    good: ClassVar = (deployment("minReadySeconds: 30\nprogressDeadlineSeconds: 120"),)
    bad: ClassVar = (
        Bad(deployment("minReadySeconds: 120\nprogressDeadlineSeconds: 120")),
        Bad(deployment("minReadySeconds: 600")),
    )
    types: ClassVar = ("apps.DeploymentSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem if the deadline is too short."""
        del subject
        deadline, ready = integer(value, "progressDeadlineSeconds"), integer(value, "minReadySeconds") or 0
        if (_DEFAULT if deadline is None else deadline) <= ready:
            here = (*path, "progressDeadlineSeconds")
            yield wrong(here, f"must be more than minReadySeconds, which is {ready}")
