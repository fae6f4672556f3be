"""Random Services and Pods, in every form that matters to what a Service publishes.

The same seed makes the same ones.
"""

# ruff: noqa: S311 (cases need no secrets)

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, Any]

NODE = "node-x"
LABELS = {"app": ("web", "api"), "tier": ("front", ""), "version": ("v1", "v2")}
PORT_NAMES = ("http", "grpc", "dns", "metrics")
NUMBERS = (53, 80, 8080, 9090)
PROTOCOLS = ("TCP", "UDP", "SCTP")
PHASES = (*("Running",) * 8, "Pending", "Unknown", "Succeeded", "Failed")
HELD = "oracle.example.com/held"  # the finalizer of what is to stay while it is being deleted


@dataclass(frozen=True, slots=True)
class World:
    """A namespace: its Pods, and the Services in it, each of which is a case."""

    name: str
    pods: list[Json]
    services: list[Json]


def world(seed: int, number: int, *, pods: int = 12, services: int = 12) -> World:
    """Draw a namespace.

    Args:
        seed: which series.
        number: which of the series.
        pods: how many Pods it has.
        services: how many Services it has.
    """
    chance = Random(f"{seed}/{number}")
    name = f"world-{seed}-{number}"
    return World(
        name,
        [_pod(chance, name, index) for index in range(pods)],
        [_service(chance, name, index) for index in range(services)],
    )


def _often(chance: Random, share: float) -> bool:
    return chance.random() < share


def _labels(chance: Random, most: int, least: int = 0) -> dict[str, str]:
    return {key: chance.choice(LABELS[key]) for key in chance.sample(list(LABELS), chance.randint(least, most))}


def _pod(chance: Random, namespace: str, index: int) -> Json:
    spec: Json = {"containers": [_container(chance, f"main-{each}") for each in range(chance.randint(1, 3))]}
    status = _status(chance, index)
    if "podIP" in status:
        spec["nodeName"] = NODE
    else:
        spec["schedulerName"] = "nobody"  # so that it stays without a node
    if _often(chance, 0.1):  # no two of its containers may have the same port
        spec |= {"hostNetwork": True, "containers": spec["containers"][:1]}
    elif _often(chance, 0.3):
        spec["initContainers"] = [_init(chance, f"init-{each}") for each in range(chance.randint(1, 2))]
    metadata: Json = {"name": f"pod-{index}", "namespace": namespace, "labels": _labels(chance, 3, 1)}
    if _often(chance, 0.1):
        metadata |= {"deletionTimestamp": "2026-01-01T00:00:00Z", "finalizers": [HELD]}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec, "status": status}


def _container(chance: Random, name: str) -> Json:
    ports: list[Json] = []
    for port in chance.sample(NUMBERS, chance.randint(0, 3)):
        ports.append({"containerPort": port})
        free = [each for each in PORT_NAMES if each not in (other.get("name") for other in ports)]
        if _often(chance, 0.75):
            ports[-1]["name"] = chance.choice(free)
        if _often(chance, 0.3):
            ports[-1]["protocol"] = chance.choice(PROTOCOLS)
    return {"name": name, "image": "example.com/app:1", **({"ports": ports} if ports else {})}


def _init(chance: Random, name: str) -> Json:
    container = _container(chance, name)
    return {**container, "restartPolicy": "Always"} if _often(chance, 0.6) else container


def _status(chance: Random, index: int) -> Json:
    status: Json = {"phase": chance.choice(PHASES)}
    ready = chance.choice((*("True",) * 5, "False", "Unknown", ""))
    if ready:
        status["conditions"] = [{"type": "Initialized", "status": "True"}, {"type": "Ready", "status": ready}]
    four, six = f"10.1.0.{index + 1}", f"fd00::{index + 1:x}"
    addresses = chance.choice(((four,), (four,), (four,), (four, six), (six, four), (six,), ()))
    if addresses:
        status |= {"podIP": addresses[0], "podIPs": [{"ip": each} for each in addresses]}
    return status


def _service(chance: Random, namespace: str, index: int) -> Json:
    spec: Json = {"ports": _ports(chance)}
    if _often(chance, 0.95):
        spec["selector"] = _labels(chance, 2, 0 if _often(chance, 0.1) else 1)
    kind = chance.choice(
        (
            "",
            "",
            "ClusterIP",
            "ClusterIP",
            "ClusterIP",
            "NodePort",
            "NodePort",
            "LoadBalancer",
            "LoadBalancer",
            "ExternalName",
        )
    )
    if kind:
        spec["type"] = kind
    if kind == "ExternalName":
        spec["externalName"] = "db.example.com"
    elif kind in ("", "ClusterIP") and _often(chance, 0.5):
        spec["clusterIP"] = "None"
    if not spec["ports"] and spec.get("clusterIP") != "None" and kind != "ExternalName":
        spec["ports"] = [{"port": 80}]
    if _often(chance, 0.25):
        spec["publishNotReadyAddresses"] = True
    if _often(chance, 0.3) and kind != "ExternalName":
        spec |= _families(chance)
    metadata: Json = {"name": f"service-{index}", "namespace": namespace}
    if _often(chance, 0.05):
        metadata["annotations"] = {"service.alpha.kubernetes.io/tolerate-unready-endpoints": "true"}
    return {"apiVersion": "v1", "kind": "Service", "metadata": metadata, "spec": spec}


def _ports(chance: Random) -> list[Json]:
    ports: list[Json] = []
    count = chance.choice((0, 1, 1, 2, 3))
    for number in chance.sample(NUMBERS, count):
        port: Json = {"port": number}
        if count > 1 or _often(chance, 0.4):
            port["name"] = f"p{number}"
        target = _target(chance)
        if target is not None:
            port["targetPort"] = target
        if _often(chance, 0.3):
            port["protocol"] = chance.choice(PROTOCOLS)
        ports.append(port)
    return ports


def _target(chance: Random) -> str | int | None:
    return chance.choice((None, chance.choice(NUMBERS), chance.choice(PORT_NAMES), chance.choice(PORT_NAMES)))


def _families(chance: Random) -> Json:
    choices: Sequence[Json] = (
        {"ipFamilies": ["IPv4"]},
        {"ipFamilies": ["IPv6"]},
        {"ipFamilies": ["IPv6", "IPv4"], "ipFamilyPolicy": "RequireDualStack"},
        {"ipFamilyPolicy": "PreferDualStack"},
        {"ipFamilyPolicy": "RequireDualStack"},
    )
    return chance.choice(choices)
