"""KP530: a setting that a probe cannot have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import has, number, part
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_COUNTS = ("initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold")
_SEVERAL = "readinessProbe"
_PROBES = ("livenessProbe", _SEVERAL, "startupProbe")
_GRACE = "terminationGracePeriodSeconds"
_LIVENESS = "livenessProbe:\n  tcpSocket:\n    port: 80\n  {}"


class ProbeSetting(TypeRule):
    """A probe has a negative time or count, or one that its sort of probe does not take.

    One success is enough for a liveness and a startup probe, so their `successThreshold` is 1. A readiness probe never
    ends a container, so it takes no grace period.

    Source: `validateProbe` and the functions that call it, `pkg/apis/core/validation/validation.go`.
    """

    code = "KP530"
    name = "probe-setting"
    about: ClassVar = ("livenessProbe", "readinessProbe", "startupProbe")
    good: ClassVar = (pod(_LIVENESS.format("periodSeconds: 5")),)
    bad: ClassVar = (
        Bad(pod(_LIVENESS.format("periodSeconds: -5"))),
        Bad(pod(_LIVENESS.format("successThreshold: 2"))),
        Bad(pod(_LIVENESS.format("terminationGracePeriodSeconds: 0"))),
    )
    types: ClassVar = ("core.Container",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each such setting."""
        del subject
        for name in _PROBES:
            probe, here = part(value, name), (*path, name)
            for count in _COUNTS:
                if (number(probe, count) or 0) < 0:
                    yield problem((*here, count), f"must not be negative, as {probe[count]} is")
            if name != _SEVERAL and (number(probe, "successThreshold") or 0) > 1:
                yield problem((*here, "successThreshold"), f"must be 1 for a {name}, not {probe['successThreshold']}")
            if fault := _grace_fault(probe, name):
                yield problem((*here, _GRACE), fault)


def _grace_fault(probe: Fields, name: str) -> str | None:
    seconds = number(probe, _GRACE)
    if name == _SEVERAL and has(probe, _GRACE):
        return f"cannot be set for a {name}: it never ends a container"
    return f"must be greater than 0, not {seconds}" if seconds is not None and seconds <= 0 else None
