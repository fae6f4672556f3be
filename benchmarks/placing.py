"""Placing a DaemonSet: how the time grows with the nodes and with the tolerations."""

from __future__ import annotations

import time
from typing import Any

from kubeproof import place

ROUNDS = 5
NODES = (1250, 2500, 5000, 10000, 20000)
TOLERATIONS = (0, 50, 100, 200, 400)
USUAL = 5000


def report() -> None:
    """Print the shortest of several times for each size."""
    print("\n| nodes | tolerations | time | for each node |")
    print("|--:|--:|--:|--:|")
    for nodes, tolerations in [*((count, 1) for count in NODES), *((USUAL, count) for count in TOLERATIONS)]:
        taken = seconds(nodes, tolerations)
        print(f"| {nodes:,} | {tolerations} | {taken:.3f} s | {taken / nodes * 1e6:.1f} µs |")


def seconds(nodes: int, tolerations: int) -> float:
    """Return how long the decisions take for a cluster in which each fifth node has a GPU and a taint."""
    cluster, daemonset = [node(number) for number in range(nodes)], agent(tolerations)
    times: list[float] = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        place(daemonset, cluster)
        times.append(time.perf_counter() - start)
    return min(times)


def node(number: int) -> dict[str, Any]:
    """Return a node; no two have the same labels."""
    gpu = number % 5 == 0
    taints = [{"key": f"team-{number % 100}", "value": "gpu", "effect": "NoSchedule"}] if gpu else []
    return {
        "metadata": {"name": f"node-{number}", "labels": {"gpu": str(gpu).lower(), "rack": str(number)}},
        "spec": {"taints": taints},
        "status": {"allocatable": {"cpu": "4", "memory": "8Gi"}},
    }


def agent(tolerations: int) -> dict[str, Any]:
    """Return a DaemonSet for the nodes with a GPU."""
    tolerated = [{"key": f"team-{number}", "operator": "Exists"} for number in range(tolerations)]
    container = {"name": "agent", "image": "agent:1", "resources": {"requests": {"cpu": "100m"}}}
    pod = {"nodeSelector": {"gpu": "true"}, "tolerations": tolerated, "containers": [container]}
    return {"metadata": {"name": "agent"}, "spec": {"template": {"metadata": {"labels": {}}, "spec": pod}}}
