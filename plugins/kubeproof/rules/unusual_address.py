"""KP972: an address that programs read in different ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.addresses import address_fault, network_fault, parse_address, parse_network
from kubeproof.rules.rule import Bad
from kubeproof.rules.service_examples import service
from kubeproof.rules.typed import FieldRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_STRICT_SINCE = (1, 36)
_NETWORKS = {
    "core.NodeSpec": ("podCIDRs",),
    "core.ServiceSpec": ("loadBalancerSourceRanges",),
    "networking.IPBlock": ("cidr", "except"),
}
_ADDRESSES = {
    "core.EndpointAddress": ("ip",),
    "core.HostAlias": ("ip",),
    "core.PodDNSConfig": ("nameservers",),
    "core.ServiceSpec": ("clusterIPs", "externalIPs", "loadBalancerIP"),
    "discovery.Endpoint": ("addresses",),
}


class UnusualAddress(FieldRule):
    """An IP address or a CIDR is not in the form that all programs read alike, or not in the shortest.

    Leading zeros, IPv4 inside IPv6 and bits beyond the prefix are errors since 1.36 and a warning before; a long form
    of an IPv6 address is a warning in all versions.

    Source: `GetWarningsForIP` and `GetWarningsForCIDR` in `k8s.io/apimachinery/pkg/util/validation/ip.go`.
    """

    code = "KP972"
    name = "unusual-address"
    severity = Severity.WARNING
    good: ClassVar = (service("type: LoadBalancer\nloadBalancerSourceRanges: ['2001:db8::/32']"),)
    bad: ClassVar = (Bad(service("type: LoadBalancer\nloadBalancerSourceRanges: ['2001:0db8::/32']")),)
    fields: ClassVar = {
        name: (*_ADDRESSES.get(name, ()), *_NETWORKS.get(name, ())) for name in {**_ADDRESSES, **_NETWORKS}
    }

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for an address that is read and not in its usual form."""
        if not isinstance(value, str):
            return
        field = path[-2] if isinstance(path[-1], int) else path[-1]
        is_network = field in _NETWORKS.get(subject.visiting, ())
        read, fault_of = (parse_network, network_fault) if is_network else (parse_address, address_fault)
        if read(value) is None:
            return
        fault = fault_of(value, strict=False, canonical=True)
        is_strict = version_key(subject.catalog.version) >= _STRICT_SINCE
        if fault and not (is_strict and fault_of(value, strict=True)):  # that is an error, and another rule's
            yield wrong(path, f'is "{value}", which {fault.replace("must", "should", 1)}')
