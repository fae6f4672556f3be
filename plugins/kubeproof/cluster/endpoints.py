"""What the EndpointSlice controller publishes for a Service.

Source: https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address

from kubeproof.cluster.fields import (
    Object,
    at,
    integer,
    mappings,
    name_of,
    namespace_of,
    sequence,
    strings,
    text,
    text_list,
)
from kubeproof.cluster.selectors import equalities, matches_all


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A ready address behind a Service: a Pod and one of the ports it serves.

    A Pod that serves none of the Service's ports (no container names the targetPort, or a headless Service lists
    none) is published all the same, for DNS alone: port 0, without protocol and name.
    """

    pod: str
    port: int
    protocol: str
    name: str


def endpoints(service: Mapping[str, object], pods: Sequence[Mapping[str, object]]) -> list[Endpoint]:
    """List what the EndpointSlice controller would publish as ready.

    Args:
        service: a Service as parsed from YAML. What is missing or of a wrong type counts as absent.
        pods: Pod objects with their status (phase, podIPs, the Ready condition). One with an address is taken to be
            on a node, whether its spec names one or not.

    Returns:
        The endpoints in the order of the Pods and of the Service's ports.
    """
    if not has_selector(service):
        return []
    return [
        endpoint
        for pod in sequence(pods)
        if selects(service, pod) and is_published(service, pod)
        for endpoint in _pod_endpoints(service, pod)
    ]


def has_selector(service: object) -> bool:
    """Whether the controller looks after the Service: it has a selector and is no ExternalName."""
    return text(service, "spec", "type") != "ExternalName" and bool(strings(service, "spec", "selector"))


def is_headless(service: object) -> bool:
    """Whether the Service has no virtual IP, so that its DNS name gives the Pods themselves."""
    return text(service, "spec", "clusterIP") == "None"


def selects(service: object, pod: object) -> bool:
    """Whether the Pod is in the Service's namespace and has all the labels of its selector."""
    wanted = equalities(strings(service, "spec", "selector"))
    return namespace_of(service) == namespace_of(pod) and matches_all(wanted, strings(pod, "metadata", "labels"))


def is_published(service: object, pod: object) -> bool:
    """Whether the Pod is one that the Service sends traffic to: running, with an address, and ready."""
    if text(pod, "status", "phase") in ("Succeeded", "Failed") or not _has_address(service, pod):
        return False
    if at(service, "spec", "publishNotReadyAddresses") is True:
        return True
    return is_ready(pod) and not text(pod, "metadata", "deletionTimestamp")


def is_ready(pod: object) -> bool:
    """Whether the Pod's Ready condition is true."""
    return any(
        text(condition, "type") == "Ready" and text(condition, "status") == "True"
        for condition in mappings(pod, "status", "conditions")
    )


def pod_addresses(pod: object) -> tuple[str, ...]:
    """The Pod's IP addresses from its status; podIP stands in where podIPs is missing."""
    listed = tuple(filter(None, (text(entry, "ip") for entry in mappings(pod, "status", "podIPs"))))
    alone = text(pod, "status", "podIP")
    return listed or ((alone,) if alone else ())


def target_port(port: Object, pod: object) -> int | None:
    """The number behind a Service's port on a Pod, or None where the Pod has no port of that name.

    A name is looked up among the ports of the containers, then of the sidecars, with the same protocol.
    Without a targetPort it is the Service's own port.
    """
    target = port.get("targetPort")
    if isinstance(target, str) and target:
        return _named_port(target, protocol_of(port), pod)
    return integer(port, "targetPort") or integer(port, "port")


def protocol_of(port: Object) -> str:
    """The protocol of a Service's or a container's port, TCP by default."""
    return text(port, "protocol", default="TCP")


def _pod_endpoints(service: object, pod: object) -> list[Endpoint]:
    found = ((port, target_port(port, pod)) for port in mappings(service, "spec", "ports"))
    served = [
        Endpoint(name_of(pod), number, protocol_of(port), text(port, "name"))
        for port, number in found
        if number is not None
    ]
    return served or [Endpoint(name_of(pod), 0, "", "")]


def _named_port(name: str, protocol: str, pod: object) -> int | None:
    sidecars = (item for item in mappings(pod, "spec", "initContainers") if text(item, "restartPolicy") == "Always")
    for container in (*mappings(pod, "spec", "containers"), *sidecars):
        for port in mappings(container, "ports"):
            number = integer(port, "containerPort")
            if number is not None and text(port, "name") == name and protocol_of(port) == protocol:
                return number
    return None


def _has_address(service: object, pod: object) -> bool:
    """Whether the Pod has an address of an IP family that the Service asks for (any, where it asks for none)."""
    families = text_list(service, "spec", "ipFamilies")
    addresses = pod_addresses(pod)
    return any(not families or _family(address) in families for address in addresses)


def _family(address: str) -> str:
    try:
        return f"IPv{ip_address(address).version}"
    except ValueError:
        return ""
