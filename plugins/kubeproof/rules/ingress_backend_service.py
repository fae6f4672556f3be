"""KP952: an Ingress that leads to a Service which is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.values import at
from kubeproof.rules.company import Company, Member, items
from kubeproof.rules.rule import Bad
from kubeproof.rules.together import CompanyRule, meant_by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath

_PAIR = (
    "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  defaultBackend:\n    service:\n"
    "      name: {}\n      port:\n        number: {}\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\n"
    "spec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n"
)


class IngressBackendService(CompanyRule):
    """An Ingress is shown with Services, and leads to a name that is not quite one of theirs, or to no port of theirs.

    A name that is like none of them may be that of a Service which is made elsewhere, unless the Ingress stands in one
    text with a single Service that nothing leads to.

    Source: "Ingress" in the Kubernetes documentation; a backend is a Service in the Ingress's own namespace.
    """

    code = "KP952"
    name = "ingress-backend-service"
    kinds = ("Ingress",)
    good: ClassVar = (_PAIR.format("web", 80),)
    bad: ClassVar = (Bad(_PAIR.format("wbe", 80)), Bad(_PAIR.format("web", 8080)))

    def look(self, member: Member, company: Company) -> Iterator[Problem]:
        """One problem at each such backend."""
        near = company.around(member)
        for path, backend in _backends(member.value):
            name = backend.get("name")
            if not isinstance(name, str):
                continue
            if service := near.named("Service", name):
                yield from _port(path, backend, service)
            elif likely := meant_by_name(name, _left(near, company), member):
                message = f'no Service "{name}" is shown beside the Ingress; did you mean {likely.name}?'
                yield Problem((*path, "name"), message)


def _left(near: Company, company: Company) -> list[Member]:
    """The Services that no Ingress leads to."""
    led_to = company.once(_led_to)
    return [each for each in near.of("Service") if each.name not in led_to]


def _led_to(company: Company) -> set[str]:
    """The names of the Services that Ingresses lead to."""
    names = (backend.get("name") for each in company.of("Ingress") for _, backend in _backends(each.value))
    return {name for name in names if isinstance(name, str)}


def _port(path: FieldPath, backend: dict[str, Any], service: Member) -> Iterator[Problem]:
    ports = items(service.value, "spec", "ports")
    for field, own in (("number", "port"), ("name", "name")):
        wanted = at(backend, "port", field)
        if wanted and wanted not in [port.get(own) for port in ports]:
            message = f"Service {service.name} has no port {wanted}"
            yield Problem((*path, "port", field), message)


def _backends(ingress: dict[str, Any]) -> Iterator[tuple[FieldPath, dict[str, Any]]]:
    """The Services that an Ingress names, with their paths."""
    default = at(ingress, "spec", "defaultBackend", "service")
    if isinstance(default, dict):
        yield ("spec", "defaultBackend", "service"), default
    for number, rule in enumerate(items(ingress, "spec", "rules")):
        for index, path in enumerate(items(rule, "http", "paths")):
            service = at(path, "backend", "service")
            if isinstance(service, dict):
                yield ("spec", "rules", number, "http", "paths", index, "backend", "service"), service
