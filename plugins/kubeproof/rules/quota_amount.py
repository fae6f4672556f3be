"""KP806: a quota of something that cannot be counted, or of less than nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import part
from kubeproof.manifest.quota_resources import amount_fault, quota_resource_fault
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_QUOTA = "apiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: shop\nspec:\n  hard:\n    {}\n"


class QuotaAmount(TypeRule):
    """A quota limits resources that Kubernetes counts: `pods`, `requests.cpu`, `count/jobs.batch` and so on.

    No amount is negative, and things that are counted, such as Pods, come in whole numbers.

    Source: `ValidateResourceQuotaSpec`, https://kubernetes.io/docs/concepts/policy/resource-quotas/.
    """

    code = "KP806"
    name = "quota-amount"
    good: ClassVar = (_QUOTA.format("pods: 10\n    count/jobs.batch: 20\n    requests.cpu: 500m"),)
    bad: ClassVar = (
        Bad(_QUOTA.format("pod: 10")),
        Bad(_QUOTA.format("requests.cpu: -1")),
        Bad(_QUOTA.format("pods: 1500m")),
    )
    types: ClassVar = ("core.ResourceQuotaSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each name and each amount."""
        del subject
        for name, amount in part(value, "hard").items():
            here = (*path, "hard", name)
            if fault := quota_resource_fault(name):
                yield Problem(here, f'"{spell(here)}" {fault}', "key")
            if fault := amount_fault(name, amount):
                yield Problem(here, f'"{spell(here)}" {fault}')
