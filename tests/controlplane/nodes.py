"""Nodes for kwok to play: registered as a kubelet would register them, in a moment even when they are hundreds."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.controlplane import build

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.controlplane.client import Client, Json

NODES = "/api/v1/nodes"
READY_LIMIT = 60.0  # seconds
NOT_READY = "node.kubernetes.io/not-ready"  # the taint that every new node carries until it is ready


def add_nodes(client: Client, nodes: Iterable[Mapping[str, object]]) -> None:
    """Add nodes and wait until all are ready; each gets the address and the version that its kubelet would report.

    Args:
        client: The administrator's.
        nodes: Node objects; what they say themselves stays.

    Raises:
        ValueError: When the server refuses one.
        TimeoutError: When one is not ready in time.
    """
    for number, node in enumerate(nodes, start=1):
        answer = client.call("POST", NODES, registered(node, number))
        if not answer.good:
            raise ValueError(answer.value["message"])
    limit = time.monotonic() + READY_LIMIT
    while late := [name_of(node) for node in client.call("GET", NODES).value["items"] if not ready(node)]:
        if time.monotonic() > limit:
            raise TimeoutError(f"not ready after {READY_LIMIT:.0f} s: {', '.join(late)}")
        time.sleep(0.05)


def remove_nodes(client: Client) -> None:
    """Remove every node. Pods that are still there wait for the controllers to notice, which takes a minute."""
    client.call("DELETE", NODES)


def registered(node: Mapping[str, object], number: int) -> Json:
    metadata, status = node["metadata"], node.get("status") or {}
    assert isinstance(metadata, dict)
    assert isinstance(status, dict)
    addresses = [
        {"type": "InternalIP", "address": f"172.18.{number // 250}.{number % 250 + 2}"},  # a network such as kind's
        {"type": "Hostname", "address": metadata["name"]},
    ]
    reported = {"addresses": addresses, "nodeInfo": node_info(), "capacity": status.get("allocatable", {})}
    return {**node, "status": reported | status}


def node_info() -> dict[str, str]:
    """The server wants every field; those that no page shows stay empty."""
    empty = (
        "machineID",
        "systemUUID",
        "bootID",
        "kernelVersion",
        "osImage",
        "containerRuntimeVersion",
        "kubeProxyVersion",
    )
    known = {"kubeletVersion": build.version(), "operatingSystem": "linux", "architecture": "amd64"}
    return dict.fromkeys(empty, "") | known


def ready(node: Json) -> bool:
    conditions = {each["type"]: each["status"] for each in node["status"].get("conditions", ())}
    taints = [taint["key"] for taint in node["spec"].get("taints", ())]
    return conditions.get("Ready") == "True" and NOT_READY not in taints


def name_of(node: Json) -> str:
    name: str = node["metadata"]["name"]
    return name
