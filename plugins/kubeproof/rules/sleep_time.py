"""KP531: a sleep that does not fit the time a Pod has to end."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import containers, has, number, part
from kubeproof.rules.feature_gates import enabled
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_GRACE = 30
_HOOK = "lifecycle:\n  preStop:\n    sleep:\n      seconds: {}"


class SleepTime(TypeRule):
    """A container's hook sleeps longer than the Pod's `terminationGracePeriodSeconds` (30 if it is not set).

    A sleep of 0 seconds is allowed since Kubernetes 1.33.

    Source: `validateSleepAction` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP531"
    name = "sleep-time"
    about: ClassVar = ("sleep",)
    good: ClassVar = (pod(_HOOK.format(10)),)
    bad: ClassVar = (Bad(pod(_HOOK.format(31))), Bad(pod(_HOOK.format(-1))))
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each sleep that is too long or too short."""
        if not enabled("sleep", subject):
            return
        grace = number(value, "terminationGracePeriodSeconds")
        most = _GRACE if grace is None else grace if grace >= 0 else 1  # a negative period becomes 1
        least = 0 if enabled("sleepZero", subject) else 1
        for below, container in containers(value, "containers", "initContainers"):
            for hook in ("postStart", "preStop"):
                action = part(container, "lifecycle", hook)
                seconds = number(part(action, "sleep"), "seconds")
                if has(action, "sleep") and not least <= (seconds or 0) <= most:
                    here = (*path, *below, "lifecycle", hook, "sleep")
                    yield problem(here, f"must be between {least} and {most}, the grace period, not {seconds or 0}")
