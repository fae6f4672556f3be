"""KP951: a Service port that leads to a port name which no container has."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.values import at
from kubeproof.rules.company import Company, Member, items
from kubeproof.rules.rule import Bad
from kubeproof.rules.service_without_pods import PAIR
from kubeproof.rules.together import CompanyRule
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator


class ServiceTargetPort(CompanyRule):
    """A Service names a target port that no container of the Pods that it selects has.

    The Pods are left out of the Service's endpoints without a word. A number would work even if no container lists it.

    Source: "Service" in the Kubernetes documentation, port definitions.
    """

    code = "KP951"
    name = "service-target-port"
    kinds = ("Service",)
    good: ClassVar = (PAIR.format(selector="web", target="http"), PAIR.format(selector="web", target="9090"))
    bad: ClassVar = (Bad(PAIR.format(selector="web", target="htpp")),)

    def look(self, member: Member, company: Company) -> Iterator[Problem]:
        """One problem at each such target port."""
        selector = at(member.value, "spec", "selector")
        if not isinstance(selector, dict) or not selector:
            return
        pods = company.around(member).selected(selector)
        for index, port in enumerate(items(member.value, "spec", "ports")):
            target = port.get("targetPort")
            if pods and isinstance(target, str) and target and all(target not in each.port_names for each in pods):
                likely = nearest(target, set().union(*(each.port_names for each in pods)))
                hint = f"; did you mean {likely}?" if likely else ""
                message = f'no container of {pods[0].kind} {pods[0].name} has a port named "{target}"{hint}'
                yield Problem(("spec", "ports", index, "targetPort"), message)
