"""KP975: a quota that allows more requests than limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.quantity import quantity
from kubeproof.manifest.values import mapping
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_QUOTA = (
    "apiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: shop\n"
    "spec:\n  hard:\n    requests.memory: {}\n    limits.memory: {}\n"
)
_BARE = ("cpu", "memory")
_NAMES = (*_BARE, "storage", "ephemeral-storage")


class QuotaRequestOverLimit(TypeRule):
    """A ResourceQuota allows a greater sum of requests than of limits, which no Pods can use up.

    A limit without a unit is the usual cause: `32` is 32 bytes.

    Source: `should be less than` in the strategy of ResourceQuotas.
    """

    code = "KP975"
    name = "quota-request-over-limit"
    severity = Severity.WARNING
    good: ClassVar = (_QUOTA.format("16Gi", "32Gi"),)
    bad: ClassVar = (Bad(_QUOTA.format("16Gi", '"32"')),)
    types: ClassVar = ("core.ResourceQuotaSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each resource."""
        del subject
        hard = mapping(value, "hard")
        for name in _NAMES:
            limit_name, request_name = f"limits.{name}", f"requests.{name}"
            if request_name not in hard and name in _BARE:
                request_name = name
            request, limit = quantity(hard.get(request_name)), quantity(hard.get(limit_name))
            if request is not None and limit is not None and request > limit:
                less = f"is {hard[limit_name]}, less than the {hard[request_name]} of {request_name}"
                yield wrong((*path, "hard", limit_name), less)
