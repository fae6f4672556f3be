"""KP955: a budget or a network policy that selects none of the Pods beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.together import Company, CompanyRule, Member, at, selects

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIR = (
    "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n  minAvailable: 1\n  selector:\n"
    "    matchLabels:\n      app: {}\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    app: web\n"
    "spec:\n  containers:\n    - name: web\n      image: nginx:1.27\n"
)
_FIELDS = {"PodDisruptionBudget": "selector", "NetworkPolicy": "podSelector"}


class SelectorWithoutPods(CompanyRule):
    """A PodDisruptionBudget or NetworkPolicy is shown with workloads, and selects the Pods of none of them.

    Source: "Specifying a Disruption Budget" and "Network Policies" in the Kubernetes documentation.
    """

    code = "KP955"
    name = "selector-without-pods"
    kinds = ("PodDisruptionBudget", "NetworkPolicy")
    good: ClassVar = (_PAIR.format("web"),)
    bad: ClassVar = (Bad(_PAIR.format("wbe")),)

    def look(self, member: Member, company: Company) -> Iterator[Problem]:
        """One problem at the selector."""
        field = _FIELDS[member.kind]
        labels = at(member.value, "spec", field, "matchLabels")
        if not isinstance(labels, dict) or at(member.value, "spec", field, "matchExpressions"):
            return
        beside = [each for each in company.workloads if each.namespace == member.namespace]
        if beside and not any(selects(labels, each) for each in beside):
            wanted = ", ".join(f"{key}: {value}" for key, value in labels.items())
            message = f"the selector takes Pods with {wanted}; none of the workloads beside it has that"
            yield Problem(("spec", field), message, "key")
