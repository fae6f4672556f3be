"""KP521: an amount of a resource that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import part
from kubeproof.manifest.quantity import quantity
from kubeproof.manifest.resources import STANDARD, is_huge_pages, is_native, page_size_divides
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LISTS = {
    "core.Container": (("resources", "limits"), ("resources", "requests")),
    "core.EphemeralContainer": (("resources", "limits"), ("resources", "requests")),
    "core.PodSpec": (("overhead",),),
}
_HUGE = "resources:\n  limits:\n    hugepages-2Mi: {}\n    memory: 64Mi"


class ResourceAmount(TypeRule):
    """An amount is negative, a part of a thing that cannot be shared, or no whole number of huge pages.

    Huge pages come with cpu or memory, never alone.

    Source: `validateResourceRequirements` and `ValidateResourceQuantityValue` in
    `pkg/apis/core/validation/validation.go`.
    """

    code = "KP521"
    name = "resource-amount"
    about: ClassVar = ("resources", "overhead")
    good: ClassVar = (pod(_HUGE.format("4Mi")),)
    bad: ClassVar = (
        Bad(pod("resources:\n  limits:\n    memory: -64Mi")),
        Bad(pod("resources:\n  limits:\n    example.com/gpu: 500m")),
        Bad(pod(_HUGE.format("3Mi"))),
        Bad(pod("resources:\n  limits:\n    hugepages-2Mi: 4Mi")),
    )
    types: ClassVar = tuple(_LISTS)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each amount, and one for huge pages alone."""
        names: set[object] = set()
        for below in _LISTS[subject.visiting]:
            for name, amount in part(value, *below).items():
                names.add(name)
                if isinstance(name, str) and (fault := _fault(name, amount)):
                    yield problem((*path, *below, name), fault)
        if any(isinstance(name, str) and is_huge_pages(name) for name in names) and not names & set(STANDARD[:2]):
            yield problem(
                (*path, _LISTS[subject.visiting][0][0]), "has huge pages without cpu or memory; add one of them"
            )


def _fault(name: str, amount: object) -> str | None:
    value = quantity(amount)
    if value is None:
        return None
    if value < 0:
        return f"must not be negative, as {amount} is"
    if not is_native(name) and value.denominator != 1:
        return f"must be a whole number, not {amount}: {name} cannot be divided"
    if not page_size_divides(name, amount):
        return f"must be a whole number of pages, not {amount}"
    return None
