"""KP954: an autoscaler whose target is not among the workloads shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.values import at
from kubeproof.rules.company import TEMPLATES, Company, Member
from kubeproof.rules.rule import Bad
from kubeproof.rules.together import CompanyRule, meant_by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIR = (
    "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  maxReplicas: 3\n"
    "  scaleTargetRef:\n    apiVersion: {}\n    kind: Deployment\n    name: {}\n---\napiVersion: apps/v1\n"
    "kind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n      app: web\n  template:\n"
    "    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n        - name: web\n"
    "          image: nginx:1.27\n"
)
_SCALED = tuple(TEMPLATES)


class ScaleTarget(CompanyRule):
    """An autoscaler is shown with workloads that can be scaled, and its target is none of them.

    Source: "Horizontal Pod Autoscaling" in the Kubernetes documentation, `scaleTargetRef`.
    """

    code = "KP954"
    name = "scale-target"
    kinds = ("HorizontalPodAutoscaler",)
    good: ClassVar = (_PAIR.format("apps/v1", "web"),)
    bad: ClassVar = (Bad(_PAIR.format("apps/v1", "wbe")), Bad(_PAIR.format("extensions/v1beta1", "web")))

    def look(self, member: Member, company: Company) -> Iterator[Problem]:
        """One problem at the target."""
        target = at(member.value, "spec", "scaleTargetRef")
        kind, name = at(target, "kind"), at(target, "name")
        if kind not in _SCALED or not isinstance(name, str):
            return
        near = company.around(member)
        named = near.named(kind, name)
        path = ("spec", "scaleTargetRef")
        if not named:
            scaled = company.once(_scaled)
            left = [each for each in near.of(kind) if each.name not in scaled]
            if likely := meant_by_name(name, left, member):
                message = f'no {kind} "{name}" is shown beside the autoscaler; did you mean {likely.name}?'
                yield Problem((*path, "name"), message)
        elif at(target, "apiVersion") not in (None, named.value.get("apiVersion")):
            own = named.value.get("apiVersion")
            yield Problem((*path, "apiVersion"), f"{kind} {name} is of {own}; write that")


def _scaled(company: Company) -> set[str]:
    """The names of what autoscalers scale."""
    names = (at(each.value, "spec", "scaleTargetRef", "name") for each in company.of("HorizontalPodAutoscaler"))
    return {name for name in names if isinstance(name, str)}
