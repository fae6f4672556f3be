"""KP950: a Service that selects none of the Pods beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.values import at
from kubeproof.rules.rule import Bad
from kubeproof.rules.together import CompanyRule, meant_by_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.company import Company, Member

PAIR = (
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: {selector}\n  ports:\n"
    "    - port: 80\n      targetPort: {target}\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n"
    "    app: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n      ports:\n"
    "        - name: http\n          containerPort: 8080\n"
)


class ServiceWithoutPods(CompanyRule):
    """A Service is shown with workloads, and selects the Pods of none, not even of the one that it is meant for.

    Nothing is refused: the Service just has no endpoints, and every request to it fails. A selector takes a Pod that
    has all its labels, in the Service's own namespace.

    Source: "Service" in the Kubernetes documentation, Services with selectors.
    """

    code = "KP950"
    name = "service-without-pods"
    kinds = ("Service",)
    good: ClassVar = (PAIR.format(selector="web", target="http"),)
    bad: ClassVar = (Bad(PAIR.format(selector="wbe", target="http")),)

    def look(self, member: Member, company: Company) -> Iterator[Problem]:
        """One problem at the selector."""
        selector = at(member.value, "spec", "selector")
        if not isinstance(selector, dict) or not selector:
            return
        if company.around(member).selected(selector):
            return
        if elsewhere := company.selected(selector):
            other = elsewhere[0]
            message = (
                f"{other.kind} {other.name} is in the namespace {other.namespace}, the Service in {member.namespace}"
            )
            yield Problem(("spec", "selector"), message, "key")
        elif meant_by_labels(selector, company.once(_unserved), member):
            wanted = ", ".join(f"{key}: {value}" for key, value in selector.items())
            message = f"the Service selects Pods with {wanted}; none of the workloads beside it has that"
            yield Problem(("spec", "selector"), message, "key")


def _unserved(company: Company) -> list[Member]:
    """The workloads that no Service selects."""
    selectors = (at(each.value, "spec", "selector") for each in company.of("Service"))
    served = company.selected_by(one for one in selectors if isinstance(one, dict) and one)
    return [each for each in company.workloads if each.index not in served]
