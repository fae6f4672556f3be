"""KP712: an Ingress that does not say where its requests go."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import forbidden, required, wrong
from kubeproof.manifest.names import dns_subdomain_fault, path_segment_fault
from kubeproof.manifest.values import integer, mapping, sequence, text
from kubeproof.rules.ingress_examples import SERVICE, ingress, ingress_of
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_RESOURCE = "resource:\n  apiGroup: example.com\n  kind: Bucket\n  name: static\n"


class IngressBackend(TypeRule):
    """An Ingress has rules or a default backend, and a backend is a Service or a resource.

    The port of a Service has a name or a number, not both.

    Source: `validateIngressBackend`; see https://kubernetes.io/docs/concepts/services-networking/ingress/#resource-backend.
    """

    code = "KP712"
    name = "ingress-backend"
    good: ClassVar = (ingress(), ingress(backend=_RESOURCE))
    bad: ClassVar = (
        Bad(ingress_of("ingressClassName: public")),
        Bad(ingress(backend=SERVICE + _RESOURCE)),
        Bad(ingress(backend="service:\n  name: web\n")),
        Bad(ingress(backend=SERVICE + "    name: http\n")),
    )
    types: ClassVar = ("networking.IngressSpec", "networking.IngressBackend", "networking.HTTPIngressPath")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one backend, or of an Ingress without any."""
        match subject.visiting:
            case "networking.IngressSpec":
                if not sequence(value, "rules") and value.get("defaultBackend") is None:
                    yield required((*path, "rules"), "an Ingress has rules or a defaultBackend")
            case "networking.HTTPIngressPath":
                if "backend" in value and value["backend"] is None:
                    yield required((*path, "backend"), "write a service or a resource")
            case _:
                yield from _backend(value, path)


def _backend(value: Fields, path: FieldPath) -> Iterator[Problem]:
    service, resource = value.get("service"), value.get("resource")
    if service is not None and resource is not None:
        yield forbidden((*path, "resource"), "must not stand beside service; remove one of them")
    elif service is None and resource is None:
        yield required(path, "write a service or a resource")
    elif isinstance(resource, dict):
        yield from _resource(resource, (*path, "resource"))
    elif isinstance(service, dict):
        here, port = (*path, "service", "port"), mapping(service, "port")
        name, number = text(port, "name"), integer(port, "number")
        if name and number:
            yield wrong(here, "must have a name or a number, not both")
        elif not name and not port.get("number"):
            yield required(here, "write the name or the number of a port of the Service")


def _resource(value: Fields, path: FieldPath) -> Iterator[Problem]:
    for name in ("kind", "name"):
        written = text(value, name)
        if name in value and not written:
            yield required((*path, name))
        elif fault := path_segment_fault(written):
            yield wrong((*path, name), f'is "{written}", which {fault}')
    group = value.get("apiGroup")
    if isinstance(group, str) and (fault := dns_subdomain_fault(group)):
        yield wrong((*path, "apiGroup"), f'is "{group}", which {fault}')
