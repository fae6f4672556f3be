"""The route of a request to the Pods of a Service, hop by hop, for each type of Service.

Everything here is said in words and numbers that a picture or a table shows as they are.
Source: https://kubernetes.io/docs/concepts/services-networking/service/ and
https://kubernetes.io/docs/reference/networking/virtual-ips/
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kubeproof.cluster.backends import Backend, Stranger, backends, strangers
from kubeproof.cluster.endpoints import is_headless, protocol_of
from kubeproof.cluster.fields import Object, at, integer, mappings, name_of, namespace_of, strings, text, text_list

ALLOCATED = "allocated by the cluster"

Kind: TypeAlias = Literal["ClusterIP", "NodePort", "LoadBalancer", "ExternalName", "Headless"]
Origin: TypeAlias = Literal["outside", "inside"]
HopKind: TypeAlias = Literal[
    "client", "load-balancer", "external-ip", "node-port", "virtual-ip", "dns", "pod", "external-host"
]


@dataclass(frozen=True, slots=True)
class ServicePort:
    """A port of the Service.

    Attributes:
        name: its name, empty if it has none.
        number: the port that clients of the virtual IP use.
        protocol: TCP, UDP or SCTP.
        target: the port on the Pod as the manifest gives it, a number or a name.
        node_port: the port on every node: a number, ALLOCATED, or empty if the Service opens none.
    """

    name: str
    number: int
    protocol: str
    target: str
    node_port: str


@dataclass(frozen=True, slots=True)
class Hop:
    """One station of a request.

    Attributes:
        kind: what it is; a picture chooses its symbol by it.
        title: what a reader calls it, such as "Load balancer".
        address: its IP address or DNS name, ALLOCATED, or empty.
        port: its port as a number or a name, ALLOCATED, or empty.
        note: what else decides the way here, as a sentence; may be empty.
    """

    kind: HopKind
    title: str
    address: str = ""
    port: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a request from one origin to one port; port is None where no port is fixed."""

    origin: Origin
    port: ServicePort | None
    hops: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Routing:
    """All that a reader wants to know of one Service.

    Attributes:
        name: the Service's name.
        namespace: its namespace.
        kind: its type; "Headless" for a ClusterIP Service without a virtual IP.
        dns_name: the name that resolves inside the cluster.
        selector: the labels that a Pod must have.
        ports: the Service's ports.
        routes: the ways in, those from outside first.
        matched: the Pods that the selector takes.
        unmatched: the Pods that it does not, with the labels that differ.
        external_policy: externalTrafficPolicy, empty where nothing comes from outside.
        internal_policy: internalTrafficPolicy.
        session_affinity: "None" or "ClientIP".
        affinity_seconds: how long ClientIP holds; 0 without.
    """

    name: str
    namespace: str
    kind: Kind
    dns_name: str
    selector: tuple[tuple[str, str], ...]
    ports: tuple[ServicePort, ...]
    routes: tuple[Route, ...]
    matched: tuple[Backend, ...]
    unmatched: tuple[Stranger, ...]
    external_policy: str
    internal_policy: str
    session_affinity: str
    affinity_seconds: int

    @property
    def origins(self) -> tuple[Origin, ...]:
        """From where the Service can be reached."""
        return tuple(dict.fromkeys(route.origin for route in self.routes))


def routes(service: Mapping[str, object], pods: Sequence[Mapping[str, object]]) -> Routing:
    """Work out how clients reach the Pods of a Service.

    Args:
        service: a Service as parsed from YAML. What is missing or of a wrong type gets the API's default.
        pods: Pod objects with their status, or those that `workload_pods` makes.

    Returns:
        The routes with all that is shown beside them.
    """
    kind = service_kind(service)
    ports = _ports(service, kind)
    external = kind == "ExternalName"
    affinity = text(service, "spec", "sessionAffinity", default="None")
    seconds = integer(service, "spec", "sessionAffinityConfig", "clientIP", "timeoutSeconds")
    return Routing(
        name=name_of(service),
        namespace=namespace_of(service),
        kind=kind,
        dns_name=_dns_name(service),
        selector=() if external else tuple(strings(service, "spec", "selector").items()),
        ports=ports,
        routes=_routes(service, kind, ports),
        matched=backends(service, pods),
        unmatched=strangers(service, pods),
        external_policy=_external_policy(service, kind),
        internal_policy="" if external else text(service, "spec", "internalTrafficPolicy", default="Cluster"),
        session_affinity=affinity,
        affinity_seconds=(10_800 if seconds is None else seconds) if affinity == "ClientIP" else 0,
    )


def service_kind(service: object) -> Kind:
    """The Service's type, ClusterIP where none or an unknown one is written."""
    match text(service, "spec", "type"):
        case "NodePort":
            return "NodePort"
        case "LoadBalancer":
            return "LoadBalancer"
        case "ExternalName":
            return "ExternalName"
        case _:
            return "Headless" if is_headless(service) else "ClusterIP"


def _ports(service: object, kind: Kind) -> tuple[ServicePort, ...]:
    return tuple(
        ServicePort(
            name=text(port, "name"),
            number=integer(port, "port") or 0,
            protocol=protocol_of(port),
            target=text(port, "targetPort") or str(integer(port, "targetPort") or integer(port, "port") or ""),
            node_port=_node_port(service, kind, port),
        )
        for port in mappings(service, "spec", "ports")
    )


def _node_port(service: object, kind: Kind, port: Object) -> str:
    number = integer(port, "nodePort")
    if kind not in ("NodePort", "LoadBalancer"):
        return ""
    if number:
        return str(number)
    without = kind == "LoadBalancer" and at(service, "spec", "allocateLoadBalancerNodePorts") is False
    return "" if without else ALLOCATED


def _routes(service: object, kind: Kind, ports: tuple[ServicePort, ...]) -> tuple[Route, ...]:
    if kind == "ExternalName":
        return (Route("inside", None, _external_name_hops(service)),)
    if kind == "Headless":
        return tuple(Route("inside", port, _headless_hops(service, port)) for port in ports or (None,))
    ways_in = [
        *(Route("outside", port, _balancer_hops(service, port)) for port in ports if kind == "LoadBalancer"),
        *(Route("outside", port, _node_port_hops(service, port)) for port in ports if port.node_port),
        *(
            Route("outside", port, _external_ip_hops(service, port, address))
            for address in text_list(service, "spec", "externalIPs")
            for port in ports
        ),
        *(Route("inside", port, (_INSIDE, _virtual_ip(service, port), _pod(port))) for port in ports),
    ]
    return tuple(ways_in)


_OUTSIDE = Hop("client", "Client outside the cluster")
_INSIDE = Hop("client", "Pod inside the cluster")


def _balancer_hops(service: object, port: ServicePort) -> tuple[Hop, ...]:
    ingress = next(iter(mappings(service, "status", "loadBalancer", "ingress")), {})
    address = text(ingress, "ip") or text(ingress, "hostname") or text(service, "spec", "loadBalancerIP")
    allowed = text_list(service, "spec", "loadBalancerSourceRanges")
    note = f"Takes clients from {', '.join(allowed)} alone." if allowed else ""
    balancer = Hop("load-balancer", "Load balancer", address or ALLOCATED, str(port.number), note)
    if not port.node_port:
        return (_OUTSIDE, balancer, _pod(port))
    return (_OUTSIDE, balancer, *_node_port_hops(service, port)[1:])


def _node_port_hops(service: object, port: ServicePort) -> tuple[Hop, ...]:
    local = text(service, "spec", "externalTrafficPolicy") == "Local"
    note = "Only nodes that run a ready Pod answer, and only with their own Pods." if local else ""
    node = Hop("node-port", "Port on every node", "", port.node_port, note)
    return (_OUTSIDE, node, _virtual_ip(service, port, from_outside=True), _pod(port))


def _external_ip_hops(service: object, port: ServicePort, address: str) -> tuple[Hop, ...]:
    outside = Hop("external-ip", "External IP", address, str(port.number), "The network must bring it to a node.")
    return (_OUTSIDE, outside, _virtual_ip(service, port, from_outside=True), _pod(port))


def _virtual_ip(service: object, port: ServicePort, *, from_outside: bool = False) -> Hop:
    local = not from_outside and text(service, "spec", "internalTrafficPolicy") == "Local"
    note = "Only Pods on the client's own node answer." if local else ""
    return Hop("virtual-ip", "Virtual IP", text(service, "spec", "clusterIP") or ALLOCATED, str(port.number), note)


def _pod(port: ServicePort | None) -> Hop:
    return Hop("pod", "Pod", ALLOCATED, port.target if port else "")


def _headless_hops(service: object, port: ServicePort | None) -> tuple[Hop, ...]:
    dns = Hop("dns", "Cluster DNS", _dns_name(service), "", "Answers with the addresses of the ready Pods.")
    return (_INSIDE, dns, _pod(port))


def _external_name_hops(service: object) -> tuple[Hop, ...]:
    name = text(service, "spec", "externalName")
    dns = Hop("dns", "Cluster DNS", _dns_name(service), "", f"Answers with the name {name}.")
    return (_INSIDE, dns, Hop("external-host", "Host outside the cluster", name))


def _dns_name(service: object) -> str:
    return f"{name_of(service)}.{namespace_of(service)}.svc.cluster.local"


def _external_policy(service: object, kind: Kind) -> str:
    outside = kind in ("NodePort", "LoadBalancer") or text_list(service, "spec", "externalIPs")
    return text(service, "spec", "externalTrafficPolicy", default="Cluster") if outside else ""
