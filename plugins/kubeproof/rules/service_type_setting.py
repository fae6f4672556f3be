"""KP701: a setting that does not fit the type of a Service."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import forbidden, required, wrong
from kubeproof.manifest.names import dns_subdomain_fault
from kubeproof.manifest.services import is_headless, is_reached_from_outside, service_type
from kubeproof.manifest.values import integer, mappings, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.service_examples import service
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_FOR_BALANCERS = ("loadBalancerSourceRanges", "allocateLoadBalancerNodePorts", "loadBalancerClass")
_NOT_FOR_NAMES = ("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy")
_LAST_PORT = 65535


class ServiceTypeSetting(TypeRule):
    """Some settings of a Service belong to some types only.

    Node ports are for the types NodePort and LoadBalancer. What begins with `loadBalancer`, and
    `allocateLoadBalancerNodePorts`, is for LoadBalancer; `externalTrafficPolicy` for Services that are reached from
    outside; `healthCheckNodePort` for a LoadBalancer with `externalTrafficPolicy: Local`. A Service of the type
    ExternalName has an `externalName` and no cluster IP; NodePort and LoadBalancer cannot be headless. `ClusterIP` is
    the type if none is written.

    Source: `validateService`; see
    https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types.
    """

    code = "KP701"
    name = "service-type-setting"
    good: ClassVar = (
        service("type: NodePort", ports="ports:\n  - port: 80\n    nodePort: 30080\n"),
        service("type: ExternalName\nexternalName: db.example.com", ports=""),
    )
    bad: ClassVar = (
        Bad(service(ports="ports:\n  - port: 80\n    nodePort: 30080\n")),
        Bad(service("externalTrafficPolicy: Local")),
        Bad(service("type: NodePort\nloadBalancerSourceRanges: [10.0.0.0/8]")),
        Bad(service("type: NodePort\nclusterIP: None")),
        Bad(service("type: ExternalName", ports="")),
        Bad(service("type: ExternalName\nexternalName: http://db.example.com", ports="")),
    )
    types: ClassVar = ("core.ServiceSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of a Service's settings with its type."""
        del subject
        sort = service_type(value)
        if sort == "ClusterIP":
            yield from _cluster_ip(value, path)
        elif sort == "ExternalName":
            yield from _external_name(value, path)
        elif is_headless(value):
            here = (*path, "clusterIP" if value.get("clusterIP") else "clusterIPs")
            yield wrong(here, f"must not be None in a Service of the type {sort}")
        if sort != "LoadBalancer":
            for name in _FOR_BALANCERS:
                if value.get(name) not in (None, []):
                    yield forbidden((*path, name), f"is for the type LoadBalancer only, not {sort}")
        yield from _traffic(value, path, sort)


def _cluster_ip(spec: Fields, path: FieldPath) -> Iterator[Problem]:
    for index, port in mappings(spec, "ports"):
        if integer(port, "nodePort"):
            here = (*path, "ports", index, "nodePort")
            yield forbidden(
                here, "is not allowed in a Service of the type ClusterIP; write type: NodePort or remove it"
            )


def _external_name(spec: Fields, path: FieldPath) -> Iterator[Problem]:
    for name in _NOT_FOR_NAMES:
        if spec.get(name) not in (None, "", []):
            yield forbidden((*path, name), "is not allowed in a Service of the type ExternalName; remove it")
    here, host = (*path, "externalName"), text(spec, "externalName").removesuffix(".")
    if not host:
        yield required(here, "write the DNS name that the Service stands for")
    elif fault := dns_subdomain_fault(host):
        yield wrong(here, f'is "{host}", which {fault}')


def _traffic(spec: Fields, path: FieldPath, sort: str) -> Iterator[Problem]:
    policy, port = text(spec, "externalTrafficPolicy"), integer(spec, "healthCheckNodePort")
    if policy and not is_reached_from_outside(spec):
        yield forbidden(
            (*path, "externalTrafficPolicy"),
            "is for Services that are reached from outside: of the type NodePort or LoadBalancer, or with externalIPs",
        )
    here = (*path, "healthCheckNodePort")
    if port and not (sort == "LoadBalancer" and policy == "Local"):
        yield forbidden(here, "is for the type LoadBalancer with externalTrafficPolicy: Local only")
    elif port and not 0 < port <= _LAST_PORT:
        yield wrong(here, f"must be from 1 to {_LAST_PORT}, not {port}")
