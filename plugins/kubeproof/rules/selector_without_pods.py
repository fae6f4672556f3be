"""KP955: a budget or a network policy that selects none of the Pods beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.values import at
from kubeproof.rules.rule import Bad
from kubeproof.rules.together import Company, CompanyRule, Member, meant_by_labels, selects

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
        labels = _labels(member)
        beside = [each for each in company.workloads if each.meets(member)]
        if not labels or any(selects(labels, each) for each in beside):
            return
        others = [_labels(each) for each in company.of(member.kind)]
        left = [each for each in beside if not any(selects(one, each) for one in others if one)]
        if meant_by_labels(labels, left, member):
            wanted = ", ".join(f"{key}: {value}" for key, value in labels.items())
            message = f"the selector takes Pods with {wanted}; none of the workloads beside it has that"
            yield Problem(("spec", _FIELDS[member.kind]), message, "key")


def _labels(member: Member) -> dict[str, Any] | None:
    """The labels that it takes; None if it does not say so by labels alone."""
    selector = at(member.value, "spec", _FIELDS[member.kind])
    labels = at(selector, "matchLabels")
    return labels if isinstance(labels, dict) and not at(selector, "matchExpressions") else None
