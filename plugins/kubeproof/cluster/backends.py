"""The Pods behind a Service, and those that it does not take, with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kubeproof.cluster.endpoints import (
    Endpoint,
    endpoints,
    has_selector,
    is_published,
    is_ready,
    pod_addresses,
    selects,
)
from kubeproof.cluster.fields import mapping, mappings, name_of, namespace_of, sequence, strings, text
from kubeproof.cluster.workloads import UNKNOWN_ADDRESSES


@dataclass(frozen=True, slots=True)
class Backend:
    """A Pod that the Service's selector takes.

    Attributes:
        name: the Pod's name.
        address: its IP address, empty while no cluster has given it one.
        ports: the Service's ports that it serves, as numbers on the Pod.
        problem: why no traffic reaches it, or not on every port; empty if all is well.
    """

    name: str
    address: str
    ports: tuple[Endpoint, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class Stranger:
    """A Pod that the Service's selector does not take, with a reason for each label that differs."""

    name: str
    reasons: tuple[str, ...]


def backends(service: Mapping[str, object], pods: Sequence[Mapping[str, object]]) -> tuple[Backend, ...]:
    """The Pods that the Service's selector takes, in their order."""
    if not has_selector(service):
        return ()
    return tuple(_backend(service, mapping(pod)) for pod in sequence(pods) if selects(service, pod))


def strangers(service: Mapping[str, object], pods: Sequence[Mapping[str, object]]) -> tuple[Stranger, ...]:
    """The Pods that it does not take; all of them where the Service has no selector."""
    if not has_selector(service):
        return tuple(Stranger(name_of(pod), ("the Service has no selector",)) for pod in sequence(pods))
    return tuple(
        Stranger(name_of(pod), _differences(service, pod)) for pod in sequence(pods) if not selects(service, pod)
    )


def _backend(service: Mapping[str, object], pod: Mapping[str, object]) -> Backend:
    served = tuple(endpoint for endpoint in endpoints(service, [pod]) if endpoint.port)
    address = next(iter(pod_addresses(pod)), "")
    return Backend(
        name=name_of(pod),
        address="" if address in UNKNOWN_ADDRESSES else address,
        ports=served,
        problem=_problem(service, pod, served),
    )


def _problem(service: object, pod: object, served: tuple[Endpoint, ...]) -> str:
    if not is_published(service, pod):
        return _silence(pod)
    found = {(endpoint.name, endpoint.protocol) for endpoint in served}
    missing = [
        text(port, "targetPort")
        for port in mappings(service, "spec", "ports")
        if (text(port, "name"), text(port, "protocol", default="TCP")) not in found
    ]
    return f"has no container port named {' or '.join(missing)}" if missing else ""


def _silence(pod: object) -> str:
    """Why the Pod gets no traffic at all."""
    phase = text(pod, "status", "phase")
    if phase in ("Succeeded", "Failed"):
        return f"has ended ({phase})"
    if not pod_addresses(pod):
        return "has no IP address yet"
    if text(pod, "metadata", "deletionTimestamp"):
        return "is being deleted"
    return "has no address of the Service's IP family" if is_ready(pod) else "is not ready"


def _differences(service: object, pod: object) -> tuple[str, ...]:
    labels = strings(pod, "metadata", "labels")
    other = namespace_of(service) != namespace_of(pod)
    elsewhere = f"is in the namespace {namespace_of(pod)}, the Service is in {namespace_of(service)}"
    wanted = strings(service, "spec", "selector").items()
    differing = (_difference(key, value, labels) for key, value in wanted if labels.get(key) != value)
    return (*((elsewhere,) if other else ()), *differing)


def _difference(key: str, wanted: str, labels: Mapping[str, str]) -> str:
    if key in labels:
        return f"{key} is '{labels[key]}', the Service wants '{wanted}'"
    return f"lacks the label {key}, the Service wants '{wanted}'"
