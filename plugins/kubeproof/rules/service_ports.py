"""KP700: a Service without ports, or with ports that cannot be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import required, wrong
from kubeproof.manifest.names import dns_label_fault
from kubeproof.manifest.services import is_headless, service_type
from kubeproof.manifest.values import integer, mappings, sequence, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.service_examples import service
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_TWO = "ports:\n  - name: http\n    port: 80\n  - name: {}\n    port: {}\n"


class ServicePorts(TypeRule):
    """A Service has ports, and several ports are told apart by their names, their numbers and their node ports.

    Only a headless Service and one of the type ExternalName may have none. Names are DNS labels (`http-2`); they may be
    left out if there is one port. A number may be used twice with different protocols.

    Source: `validateService` and `validateServicePort`; see
    https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services.
    """

    code = "KP700"
    name = "service-ports"
    good: ClassVar = (service(), service("clusterIP: None", ports=""), service(ports=_TWO.format("https", 443)))
    bad: ClassVar = (
        Bad(service(ports="")),
        Bad(service(ports="ports:\n  - port: 80\n  - port: 443\n")),
        Bad(service(ports=_TWO.format("http", 443))),
        Bad(service(ports=_TWO.format("https", 80))),
        Bad(service(ports="ports:\n  - name: HTTP\n    port: 80\n")),
    )
    types: ClassVar = ("core.ServiceSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of a Service's ports."""
        del subject
        here, ports = (*path, "ports"), list(mappings(value, "ports"))
        if not sequence(value, "ports") and not is_headless(value) and service_type(value) != "ExternalName":
            yield required(here, "write at least one port")
        for index, port in ports:
            yield from _name((*here, index, "name"), text(port, "name"), alone=len(ports) == 1)
        yield from _repeated(here, [(index, text(port, "name")) for index, port in ports], "name")
        numbers = [(index, _number(port, "port")) for index, port in ports]
        yield from _repeated(here, numbers, "port")
        yield from _node_ports(here, ports)


def _name(path: FieldPath, name: str, *, alone: bool) -> Iterator[Problem]:
    if not name:
        if not alone:
            yield required(path, "a Service with several ports names each of them")
    elif fault := dns_label_fault(name):
        yield wrong(path, f'is "{name}", which {fault}')


def _number(port: Fields, field: str) -> Hashable:
    number = integer(port, field)
    return (number, text(port, "protocol") or "TCP") if number else ""


def _node_ports(path: FieldPath, ports: list[tuple[int, Fields]]) -> Iterator[Problem]:
    """Node ports that are taken: two protocols may share one only for the same port of the Service."""
    users: dict[int, list[Fields]] = {}
    for index, port in ports:
        number = integer(port, "nodePort")
        if not number:
            continue
        earlier = users.setdefault(number, [])
        if any(_number(user, "nodePort") == _number(port, "nodePort") for user in earlier) or any(
            integer(user, "port") != integer(port, "port") for user in earlier
        ):
            yield wrong((*path, index, "nodePort"), f"is {number}, which another port has; give each port its own")
        earlier.append(port)


def _repeated(path: FieldPath, keys: Sequence[tuple[int, Hashable]], field: str) -> Iterator[Problem]:
    seen: set[Hashable] = set()
    for index, key in keys:
        if key and key in seen:
            what = f"{key[0]} with the protocol {key[1]}" if isinstance(key, tuple) else f'"{key}"'
            yield wrong((*path, index, field), f"is {what}, as another port has; give each port its own")
        seen.add(key)
