"""KP524: resources of a whole Pod that its containers do not fit in."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import SIDECAR, containers, has, part, text
from kubeproof.manifest.quantity import quantity
from kubeproof.manifest.resources import is_huge_pages, page_size_divides
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

Amounts = dict[str, Fraction]

_INSIDE = "resources:\n  {}:\n    cpu: 500m"
_WHOLE = "resources:\n  {}:\n    cpu: {}"


class PodResources(TypeRule):
    """The resources of a Pod as a whole are less than its containers ask for, or are none that a Pod can have.

    A Pod can have `cpu`, `memory` and huge pages. Its requests hold what its containers request together, its limits
    the limit of each one. Looked at since Kubernetes 1.34, in which the field is on by default.

    Source: `validatePodResources` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP524"
    name = "pod-resources"
    about: ClassVar = ("resources",)
    good: ClassVar = (pod(_INSIDE.format("requests"), _WHOLE.format("requests", 1)),)
    bad: ClassVar = (
        Bad(pod(_INSIDE.format("requests"), _WHOLE.format("requests", "250m"))),
        Bad(pod(_INSIDE.format("limits"), _WHOLE.format("limits", "250m"))),
        Bad(pod(spec="resources:\n  requests:\n    ephemeral-storage: 1Gi")),
    )
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """Problems of the names and amounts of the Pod's resources."""
        here, resources = (*path, "resources"), part(value, "resources")
        if not has(value, "resources") or not enabled("resources", subject):
            return
        if text(part(value, "os"), "name") == "windows":
            yield problem(here, "cannot be set for a Windows Pod")
        if has(resources, "claims"):
            yield problem((*here, "claims"), "cannot be set for a Pod; set it for its containers")
        for side in ("limits", "requests"):
            for name, amount in part(resources, side).items():
                if isinstance(name, str) and (fault := _fault(name, amount)):
                    yield problem((*here, side, name), fault)
        yield from _too_small(value, here, filled=subject.kind == "Pod")


def _fault(name: str, amount: object) -> str | None:
    if name not in ("cpu", "memory") and not is_huge_pages(name):
        return "cannot be set for a Pod; cpu, memory and huge pages can"
    value = quantity(amount)
    if value is not None and value < 0:
        return f"must not be negative, as {amount} is"
    return None if page_size_divides(name, amount) else f"must be a whole number of pages, not {amount}"


def _too_small(spec: Fields, path: FieldPath, *, filled: bool) -> Iterator[Problem]:
    resources = part(spec, "resources")
    requests, limits = _amounts(resources, "requests"), _amounts(resources, "limits")
    together = _together(spec, filled=filled)
    for name, amount in requests.items():
        if amount < together.get(name, 0):
            yield problem((*path, "requests", name), "is less than its containers request together")
    for name in limits.keys() - requests.keys() if filled else ():
        # The server fills in what the containers request together.
        if name in together and limits[name] < together[name]:
            yield problem((*path, "limits", name), "is less than its containers request together")
    for below, container in containers(spec, "containers"):
        for name, amount in _amounts(part(container, "resources"), "limits").items():
            if name in limits and amount > limits[name]:
                here = (*path[:-1], *below, "resources", "limits", name)
                yield problem(here, f"is more than the limit of the Pod, {spell((*path, 'limits', name))}")


def _amounts(resources: Fields, side: str) -> Amounts:
    read = ((name, quantity(amount or 0)) for name, amount in part(resources, side).items() if isinstance(name, str))
    return {name: amount for name, amount in read if amount is not None}


def _together(spec: Fields, *, filled: bool) -> Amounts:
    """What the containers request while they run side by side: the most that init containers or the others need."""
    total, sidecars, most = Amounts(), Amounts(), Amounts()
    for _, container in containers(spec, "containers"):
        total = _sum(total, _requests(container, filled=filled))
    for _, container in containers(spec, "initContainers"):
        wanted = _requests(container, filled=filled)
        if text(container, "restartPolicy") == SIDECAR:
            total, sidecars = _sum(total, wanted), _sum(sidecars, wanted)
            wanted = {}
        now = _sum(sidecars, wanted)
        most = {name: max(now.get(name, Fraction()), most.get(name, Fraction())) for name in now | most}
    return {name: max(total.get(name, Fraction()), most.get(name, Fraction())) for name in total | most}


def _requests(container: Fields, *, filled: bool) -> Amounts:
    """A container's requests; in a Pod the server takes the limit where there is no request."""
    resources = part(container, "resources")
    limits = _amounts(resources, "limits") if filled else {}
    return limits | _amounts(resources, "requests")


def _sum(one: Amounts, other: Amounts) -> Amounts:
    return {name: one.get(name, Fraction()) + other.get(name, Fraction()) for name in one | other}
