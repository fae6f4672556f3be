"""KP702: a cluster IP that a Service cannot have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import required, wrong
from kubeproof.manifest.addresses import address_fault, parse_address
from kubeproof.manifest.services import NO_CLUSTER_IP, cluster_ips, is_headless, service_type
from kubeproof.manifest.values import sequence, text, texts
from kubeproof.rules.rule import Bad
from kubeproof.rules.service_examples import service
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_STRICT_SINCE = "1.36"
_DUAL = 2
_SINGLE = "SingleStack"


class ClusterIp(TypeRule):
    """A cluster IP is an IP address or `None`; the list begins with it and has one for each IP family at most.

    Two addresses or two families need `ipFamilyPolicy: PreferDualStack` or `RequireDualStack`. Leading zeros are wrong
    since 1.36.

    Source: `ValidateServiceClusterIPsRelatedFields`; see
    https://kubernetes.io/docs/concepts/services-networking/dual-stack/.
    """

    code = "KP702"
    name = "cluster-ip"
    good: ClassVar = (service("clusterIP: None"), service("clusterIP: 10.96.0.10"))
    bad: ClassVar = (
        Bad(service("clusterIP: none"), fixed=service("clusterIP: None")),
        Bad(service("clusterIP: 10.96.0.300")),
        Bad(service("clusterIP: 10.96.0.10\nclusterIPs: [10.96.0.11]")),
        Bad(service("ipFamilies: [IPv4, IPv4]")),
        Bad(service("ipFamilies: [IPv4, IPv6]")),
    )
    types: ClassVar = ("core.ServiceSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of a Service's cluster IPs and families."""
        if service_type(value) == "ExternalName":
            return
        strict = version_key(subject.catalog.version) >= version_key(_STRICT_SINCE)
        found = [ip for ip in cluster_ips(value) if isinstance(ip, str)]
        faults = list(_addresses(value, path, strict=strict))
        yield from faults
        yield from _together(value, path)
        yield from _families(value, path)
        if not faults and len(found) <= _DUAL:
            yield from _matching(value, found, path)


def _addresses(spec: Fields, path: FieldPath, *, strict: bool) -> Iterator[Problem]:
    listed = list(texts(spec, "clusterIPs"))
    places = [((*path, "clusterIPs", index), ip) for index, ip in listed]
    for index, (here, ip) in enumerate(places or [((*path, "clusterIP"), text(spec, "clusterIP"))]):
        if not ip and not places:
            continue
        if ip == NO_CLUSTER_IP and not index:
            if len(listed) > 1:
                yield wrong((*path, "clusterIPs"), "must be None alone, or addresses")
        elif fault := address_fault(ip, strict=strict):
            hint = "; or write None with a capital N" if ip.lower() == "none" else ""
            yield wrong(here, f'is "{ip}", which {fault}{hint}')


def _together(spec: Fields, path: FieldPath) -> Iterator[Problem]:
    single, listed = text(spec, "clusterIP"), sequence(spec, "clusterIPs")
    if listed and not single:
        yield required((*path, "clusterIP"), "it repeats the first of clusterIPs")
    elif listed and listed[0] != single:
        yield wrong((*path, "clusterIPs"), f"must begin with clusterIP, which is {single}")
    if len(listed) > _DUAL:
        yield wrong((*path, "clusterIPs"), "must have two addresses at most")


def _families(spec: Fields, path: FieldPath) -> Iterator[Problem]:
    families = sequence(spec, "ipFamilies")
    headless = is_headless(spec) and not spec.get("selector")
    policy = text(spec, "ipFamilyPolicy") or ("RequireDualStack" if headless else _SINGLE)
    for index, family in enumerate(families):
        if family in families[:index]:
            yield wrong((*path, "ipFamilies", index), f"repeats {family}; name each family once")
    if policy == _SINGLE and _DUAL in (len(families), len(sequence(spec, "clusterIPs"))):
        yield wrong((*path, "ipFamilyPolicy"), "must be PreferDualStack or RequireDualStack for two IP families")


def _matching(spec: Fields, found: list[str], path: FieldPath) -> Iterator[Problem]:
    """The families of the addresses, against each other and against `ipFamilies`."""
    if is_headless(spec):
        return
    families = [f"IPv{address.version}" for ip in found if (address := parse_address(ip))]
    if len(families) == _DUAL and families[0] == families[1]:
        yield wrong((*path, "clusterIPs"), "must have no more than one address for each IP family")
    listed = "clusterIPs" if spec.get("clusterIPs") else "clusterIP"
    for index, (own, wanted) in enumerate(zip(families, sequence(spec, "ipFamilies"), strict=False)):
        if wanted in ("IPv4", "IPv6") and own != wanted:
            here = (*path, listed, index) if listed == "clusterIPs" else (*path, listed)
            yield wrong(here, f"must be an {wanted} address, as ipFamilies says")
