"""KP954: an autoscaler whose target is not among the workloads shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.values import at
from kubeproof.rules.rule import Bad
from kubeproof.rules.together import Company, CompanyRule, Member, meant_by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIR = (
    "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  maxReplicas: 3\n"
    "  scaleTargetRef:\n    apiVersion: {}\n    kind: Deployment\n    name: {}\n---\napiVersion: apps/v1\n"
    "kind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n      app: web\n  template:\n"
    "    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n        - name: web\n"
    "          image: nginx:1.27\n"
)


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
        shown = [each for each in company.workloads if each.kind == kind and each.meets(member)]
        named = [each for each in shown if each.name == name]
        path = ("spec", "scaleTargetRef")
        if not named and isinstance(name, str):
            left = [each for each in shown if each.name not in company.once(_scaled)]
            if likely := meant_by_name(name, left, member):
                message = f'no {kind} "{name}" is shown beside the autoscaler; did you mean {likely.name}?'
                yield Problem((*path, "name"), message)
        elif named and at(target, "apiVersion") not in (None, named[0].value.get("apiVersion")):
            own = named[0].value.get("apiVersion")
            yield Problem((*path, "apiVersion"), f"{kind} {name} is of {own}; write that")


def _scaled(company: Company) -> list[object]:
    """The names of what autoscalers scale, or what stands in their place."""
    return [at(each.value, "spec", "scaleTargetRef", "name") for each in company.of("HorizontalPodAutoscaler")]
