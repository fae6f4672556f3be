"""KP704: a range of IP addresses that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.addresses import network_fault, parse_network
from kubeproof.manifest.services import service_type
from kubeproof.manifest.values import mapping, sequence, text, texts
from kubeproof.rules.rule import Bad
from kubeproof.rules.service_examples import service
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.addresses import Network
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_POLICY = """\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {{}}
  egress:
    - to:
        - ipBlock:
            cidr: {}
            except: [{}]
"""
_STRICT_SINCE = "1.36"
_SOURCES = "service.beta.kubernetes.io/load-balancer-source-ranges"
_DUAL = 2


class NetworkRange(TypeRule):
    """A range of IP addresses is a CIDR such as `10.0.0.0/8`, with a slash and the length of its prefix.

    What an `ipBlock` excepts lies inside it and is smaller. A ServiceCIDR has one range, or one for each IP family, in
    their shortest form. Elsewhere leading zeros and bits beyond the prefix are refused since 1.36 only.

    Source: `IsValidCIDR`, `IsValidCIDRForLegacyField` and `ValidateIPBlock`; see
    https://kubernetes.io/docs/concepts/services-networking/network-policies/.
    """

    code = "KP704"
    name = "network-range"
    about: ClassVar = ("annotations", "loadBalancerSourceRanges", "cidr", "cidrs", "except")
    good: ClassVar = (_POLICY.format("10.0.0.0/8", "10.1.0.0/16"),)
    bad: ClassVar = (
        Bad(_POLICY.format("10.0.0.0", "10.1.0.0/16")),
        Bad(_POLICY.format("10.0.0.0/8", "11.0.0.0/16")),
        Bad(service("type: LoadBalancer\nloadBalancerSourceRanges: [10.0.0.0/33]")),
    )
    types: ClassVar = ("core.Service", "core.ServiceSpec", "networking.IPBlock", "networking.ServiceCIDRSpec")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of the ranges of one value."""
        strict = version_key(subject.catalog.version) >= version_key(_STRICT_SINCE)
        match subject.visiting:
            case "core.Service":
                yield from _annotation(value, strict=strict)
            case "core.ServiceSpec":
                for index, written in texts(value, "loadBalancerSourceRanges"):
                    here = (*path, "loadBalancerSourceRanges", index)
                    yield from _range(here, written.strip(), strict=strict)
            case "networking.IPBlock":
                yield from _block(value, path, strict=strict)
            case _:
                yield from _service_ranges(value, path)


def _range(path: FieldPath, written: str, *, strict: bool, canonical: bool = False) -> Iterator[Problem]:
    if fault := network_fault(written, strict=strict, canonical=canonical):
        yield wrong(path, f'is "{written}", which {fault}')


def _annotation(service: Fields, *, strict: bool) -> Iterator[Problem]:
    annotations, spec = mapping(service, "metadata", "annotations"), mapping(service, "spec")
    if _SOURCES not in annotations or sequence(spec, "loadBalancerSourceRanges"):
        return
    here = ("metadata", "annotations", _SOURCES)
    if service_type(spec) != "LoadBalancer":
        yield wrong(here, "is for the type LoadBalancer only; remove it")
    written = text(annotations, _SOURCES).strip()
    for part in written.split(",") if written else ():
        yield from _range(here, part.strip(), strict=strict)


def _block(block: Fields, path: FieldPath, *, strict: bool) -> Iterator[Problem]:
    written = text(block, "cidr")
    if not written:
        return
    yield from _range((*path, "cidr"), written, strict=strict)
    outer = parse_network(written)
    for index, exception in texts(block, "except") if outer else ():
        here = (*path, "except", index)
        yield from _range(here, exception, strict=strict)
        inner = parse_network(exception)
        if outer and inner and not _inside(inner, outer):
            yield wrong(here, f'must be a smaller range inside {written}, not "{exception}"')


def _inside(inner: Network, outer: Network) -> bool:
    same_family = inner.version == outer.version
    return same_family and inner.network_address in outer and inner.prefixlen > outer.prefixlen


def _service_ranges(spec: Fields, path: FieldPath) -> Iterator[Problem]:
    here, ranges = (*path, "cidrs"), list(texts(spec, "cidrs"))
    if len(ranges) > _DUAL:
        yield wrong(here, "must have two ranges at most")
        return
    for index, written in ranges:
        yield from _range((*here, index), written, strict=True, canonical=True)
    families = [network.version for _, written in ranges if (network := parse_network(written))]
    if len(families) == _DUAL and len(set(families)) == 1:
        yield wrong(here, "must have one range for each IP family, such as 10.96.0.0/16 and 2001:db8::/112")
