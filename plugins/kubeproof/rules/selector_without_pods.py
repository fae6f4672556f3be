"""KP955: a budget or a network policy that selects none of the Pods beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.values import at
from kubeproof.rules.rule import Bad
from kubeproof.rules.together import CompanyRule, meant_by_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.company import Company, Member

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
        near = company.around(member)
        if not labels or near.selected(labels):
            return
        taken = company.once(_taken)[member.kind]
        left = [each for each in near.workloads if each.index not in taken]
        if meant_by_labels(labels, left, member):
            wanted = ", ".join(f"{key}: {value}" for key, value in labels.items())
            message = f"the selector takes Pods with {wanted}; none of the workloads beside it has that"
            yield Problem(("spec", _FIELDS[member.kind]), message, "key")


def _taken(company: Company) -> dict[str, set[int]]:
    """By the kind of the selectors, which workloads one of them takes."""
    wanted = {kind: [labels for each in company.of(kind) if (labels := _labels(each))] for kind in _FIELDS}
    return {kind: company.selected_by(labels) for kind, labels in wanted.items()}


def _labels(member: Member) -> dict[str, Any] | None:
    """The labels that it takes; None if it does not say so by labels alone."""
    selector = at(member.value, "spec", _FIELDS[member.kind])
    labels = at(selector, "matchLabels")
    return labels if isinstance(labels, dict) and not at(selector, "matchExpressions") else None
