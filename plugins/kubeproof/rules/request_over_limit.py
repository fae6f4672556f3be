"""KP522: a request that does not fit its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import part
from kubeproof.manifest.quantity import quantity
from kubeproof.manifest.resources import may_overcommit
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

_RESOURCES = "resources:\n  requests:\n    {0}: {1}\n  limits:\n    {0}: {2}"


class RequestOverLimit(TypeRule):
    """A container (or since Kubernetes 1.34 a Pod) requests more of a resource than its limit allows.

    Huge pages and devices cannot be lent to others: their request is the limit.

    Source: `validateResourceRequirements` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP522"
    name = "request-over-limit"
    about: ClassVar = ("resources",)
    good: ClassVar = (pod(_RESOURCES.format("memory", "64Mi", "128Mi")),)
    bad: ClassVar = (
        Bad(pod(_RESOURCES.format("memory", "128Mi", "64Mi"))),
        Bad(pod(_RESOURCES.format("example.com/gpu", 1, 2))),
        Bad(pod("resources:\n  requests:\n    example.com/gpu: 1")),
    )
    types: ClassVar = ("core.Container", "core.EphemeralContainer", "core.PodSpec")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each such request."""
        if subject.visiting == "core.PodSpec" and not enabled("resources", subject):
            return
        limits, here = part(value, "resources", "limits"), (*path, "resources")
        for name, amount in part(value, "resources", "requests").items():
            if isinstance(name, str) and (fault := _fault(name, amount, limits, here)):
                yield problem((*here, "requests", name), fault)


def _fault(name: str, amount: object, limits: Fields, path: FieldPath) -> str | None:
    # A null amount is 0 for the server.
    wanted, most, limit = quantity(amount), quantity(limits.get(name) or 0), spell((*path, "limits", name))
    if wanted is None:
        return None
    if name not in limits:
        return None if may_overcommit(name) else f"needs a limit of the same amount: {limit}"
    if most is None or wanted == most:
        return None
    if not may_overcommit(name):
        return f"is {amount} and must be the same as {limit}, which is {limits[name]}"
    return f"is {amount}, more than {limit}, which is {limits[name]}" if wanted > most else None
