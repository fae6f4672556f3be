"""KP710: a host of an Ingress that is no DNS name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.addresses import parse_address
from kubeproof.manifest.names import dns_subdomain_fault, wildcard_subdomain_fault
from kubeproof.manifest.values import text, texts
from kubeproof.rules.ingress_examples import ingress
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject


class IngressHost(TypeRule):
    """A host of an Ingress is a DNS name, without scheme, port or path; a star stands for its whole first part.

    The same holds for the hosts of its certificates. An IP address is refused in a rule.

    Source: `validateIngressRules` and `validateIngressTLS`; see
    https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards.
    """

    code = "KP710"
    name = "ingress-host"
    good: ClassVar = (ingress(), ingress(host="*.example.com"))
    bad: ClassVar = (
        Bad(ingress(host="https://shop.example.com")),
        Bad(ingress(host="shop.example.com:8080")),
        Bad(ingress(host="Shop.example.com")),
        Bad(ingress(host="*example.com")),
        Bad(ingress(host="10.1.2.3")),
        Bad(ingress("tls:\n  - hosts: [shop.example.com/]")),
    )
    types: ClassVar = ("networking.IngressRule", "networking.IngressTLS")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of the hosts of one rule or certificate."""
        del subject
        host = text(value, "host")
        if host:
            yield from _host((*path, "host"), host)
            if parse_address(host):
                yield wrong((*path, "host"), f'must be a DNS name, not the IP address "{host}"')
        for index, each in texts(value, "hosts"):
            yield from _host((*path, "hosts", index), each)


def _host(path: FieldPath, host: str) -> Iterator[Problem]:
    fault = wildcard_subdomain_fault(host) if "*" in host else dns_subdomain_fault(host)
    if fault:
        hint = "; write the name alone, without scheme, port or path" if set(host) & set(":/") else ""
        yield wrong(path, f'is "{host}", which {fault}{hint}')
