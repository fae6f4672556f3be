"""KP703: an IP address that is none, or that cannot be reached."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.addresses import address_fault, parse_address
from kubeproof.manifest.names import dns_label_fault, dns_subdomain_fault
from kubeproof.manifest.values import mappings, text, texts
from kubeproof.rules.rule import Bad
from kubeproof.rules.service_examples import service
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.addresses import Address
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SLICE = (
    "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata:\n  name: db\n"
    "addressType: {}\nendpoints:\n  - addresses:\n      - {}\n"
)
_STRICT_SINCE = "1.36"
_LOCAL_GROUPS = re.compile(r"224\.0\.0\.|ff.2:")  # in the shortest form


class AddressForm(TypeRule):
    """An address of an endpoint, or an external IP of a Service, is one that other machines can reach.

    It is an IP address of the family that an EndpointSlice says, or a DNS name with a dot for the type FQDN. The
    unspecified address, loopback and link-local addresses are refused. Leading zeros are refused since 1.36, in IPv6
    EndpointSlices always; there an address is written in its shortest form.

    Source: `ValidateEndpointIP` and `validateEndpoints`; see
    https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#address-types.
    """

    code = "KP703"
    name = "address-form"
    good: ClassVar = (_SLICE.format("IPv4", "10.1.2.3"), _SLICE.format("IPv6", "2001:db8::1"))
    bad: ClassVar = (
        Bad(_SLICE.format("IPv4", "10.1.2.300")),
        Bad(_SLICE.format("IPv6", "10.1.2.3")),
        Bad(_SLICE.format("IPv4", "127.0.0.1")),
        Bad(service("externalIPs: [198.51.100.256]")),
    )
    types: ClassVar = ("core.EndpointAddress", "core.ServiceSpec", "discovery.EndpointSlice")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of the addresses of one Service, endpoint or slice."""
        strict = version_key(subject.catalog.version) >= version_key(_STRICT_SINCE)
        if subject.visiting == "core.EndpointAddress":
            if text(value, "ip"):
                yield from _address((*path, "ip"), text(value, "ip"), strict=strict)
        elif subject.visiting == "core.ServiceSpec":
            for index, address in texts(value, "externalIPs"):
                yield from _address((*path, "externalIPs", index), address, strict=strict)
        else:
            yield from _slice(value, path, strict=strict)


def _slice(value: Fields, path: FieldPath, *, strict: bool) -> Iterator[Problem]:
    family = text(value, "addressType")
    for index, endpoint in mappings(value, "endpoints"):
        for place, address in texts(endpoint, "addresses"):
            here = (*path, "endpoints", index, "addresses", place)
            if family == "FQDN":
                yield from _domain(here, address)
            elif family in ("IPv4", "IPv6"):
                canonical = family == "IPv6"
                yield from _address(here, address, strict=strict or canonical, canonical=canonical, family=family)


def _domain(path: FieldPath, written: str) -> Iterator[Problem]:
    name = written.removesuffix(".")
    labels = name.split(".")
    fault = dns_subdomain_fault(name) or next(filter(None, map(dns_label_fault, labels)), None)
    if fault:
        yield wrong(path, f'is "{written}", which {fault}')
    elif len(labels) == 1:
        yield wrong(path, f'must be a full DNS name with a dot in it, not "{written}"')


def _address(
    path: FieldPath, written: str, *, strict: bool, canonical: bool = False, family: str = ""
) -> Iterator[Problem]:
    address = parse_address(written)
    fault = address_fault(written, strict=strict, canonical=canonical)
    if address is None or fault:
        yield wrong(path, f'is "{written}", which {fault}')
    elif family and f"IPv{address.version}" != family:
        yield wrong(path, f'must be an {family} address, as addressType says, not "{written}"')
    elif kind := _unreachable(address):
        yield wrong(path, f'must not be {kind}, as "{written}" is')


def _unreachable(address: Address) -> str | None:
    """What makes an address useless for others; None if nothing does."""
    if address.is_unspecified:
        return "the unspecified address"
    if address.is_loopback:
        return "a loopback address"
    if _LOCAL_GROUPS.match(str(address)):
        return "a link-local multicast address"
    if address.is_link_local:
        return "a link-local address"
    return None
