"""Random nodes and DaemonSets, in every form that a node or a Pod can take where placing is concerned.

The same seed makes the same cases. The nodes of a case carry a label of their own that its DaemonSet selects, so that
hundreds of cases run in one cluster without meeting each other.
"""

# ruff: noqa: S311 (cases need no secrets)

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, Any]

CASE = "oracle.example.com/case"
DEVICE, HUGE_PAGES = "example.com/gpu", "hugepages-2Mi"
OVERHEADS = {"vm-small": {"cpu": "250m"}, "vm-large": {"cpu": "1", "memory": "1Gi"}}  # RuntimeClasses and what they add

LABELS = {
    "topology.kubernetes.io/zone": ("a", "b", "c"),
    "gpu": ("true", "false", ""),
    "disk": ("ssd", "hdd", "SSD"),
    "cores": ("2", "08", "8", "16", "1e3", "many", "", "9223372036854775807", "9223372036854775808", "0x8"),
    "node-role.kubernetes.io/worker": ("",),
}
NUMBERS = ("8", "0", "08", "1e3", "", "7", "9223372036854775806", "9223372036854775808")
OPERATORS = ("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt")
EFFECTS = ("NoSchedule", "NoExecute", "PreferNoSchedule")
OF_KUBERNETES = (
    *("not-ready", "unreachable", "disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"),
    *("network-unavailable", "out-of-service"),
)
TAINTS = ("dedicated", "gpu", "example.com/level", *(f"node.kubernetes.io/{each}" for each in OF_KUBERNETES))
VALUES = ("", "true", "db", "5", "10")
CPUS = ("0", "1n", "1m", "100m", "0.5", "500m", "1", "1.5", "2", "4", "1e1")
SIZES = ("0", "1", "100m", "64Mi", "128974848", "129e6", "1G", "1Gi", "1.5Gi", "2Gi", "8Gi")
DEVICES = ("0", "1", "2", "3")
HUGE = ("0", "2Mi", "4Mi", "6Mi")


@dataclass(frozen=True, slots=True)
class Case:
    """Nodes, and the DaemonSet to place on them."""

    name: str
    nodes: list[Json]
    daemonset: Json


def case(seed: int, number: int, size: int = 8) -> Case:
    """Draw a case.

    Args:
        seed: which series of cases.
        number: which of the series.
        size: how many nodes it has.
    """
    chance = Random(f"{seed}/{number}")
    name = f"case-{seed}-{number}"
    nodes = [_node(chance, name, index) for index in range(size)]
    return Case(name, nodes, _daemonset(chance, name, nodes))


def _often(chance: Random, share: float) -> bool:
    return chance.random() < share


def _some(chance: Random, values: Sequence[Any], most: int) -> list[Any]:
    return chance.sample(values, chance.randint(0, min(most, len(values))))


def _node(chance: Random, case_name: str, index: int) -> Json:
    name = f"{case_name}-{index}"
    drawn = {key: chance.choice(LABELS[key]) for key in _some(chance, list(LABELS), 4)}
    labels = {"kubernetes.io/hostname": name, "kubernetes.io/os": "linux", CASE: case_name, **drawn}
    spec: Json = {}
    if _often(chance, 0.5):
        pairs = {(chance.choice(TAINTS), chance.choice(EFFECTS)) for _ in range(chance.randint(1, 3))}
        spec["taints"] = [_taint(chance, key, effect) for key, effect in sorted(pairs)]
    if _often(chance, 0.1):
        spec["unschedulable"] = True
    metadata = {"name": name, "labels": labels}
    return {"apiVersion": "v1", "kind": "Node", "metadata": metadata, "spec": spec, "status": _capacity(chance)}


def _taint(chance: Random, key: str, effect: str) -> Json:
    value = chance.choice(VALUES)
    return {"key": key, "effect": effect, **({"value": value} if value else {})}


def _capacity(chance: Random) -> Json:
    whole = {"cpu": "4", "memory": "8Gi", "ephemeral-storage": "20Gi", "pods": "110"}
    left = dict(whole)
    if _often(chance, 0.4):
        left |= {"cpu": chance.choice(CPUS), "memory": chance.choice(SIZES), "pods": chance.choice(("0", "1", "110"))}
    if _often(chance, 0.15):
        left["ephemeral-storage"] = chance.choice(SIZES)
    if _often(chance, 0.4):
        left |= {DEVICE: chance.choice(DEVICES), HUGE_PAGES: chance.choice(HUGE)}
    if _often(chance, 0.2):
        return {"capacity": left}
    return {"capacity": {**left, **whole}, "allocatable": left}


def _daemonset(chance: Random, name: str, nodes: Sequence[Json]) -> Json:
    labels = {"app": name}
    template = {"metadata": {"labels": labels}, "spec": _pod(chance, name, nodes)}
    spec = {"selector": {"matchLabels": labels}, "template": template}
    return {"apiVersion": "apps/v1", "kind": "DaemonSet", "metadata": {"name": name}, "spec": spec}


def _pod(chance: Random, case_name: str, nodes: Sequence[Json]) -> Json:
    names = [node["metadata"]["name"] for node in nodes]
    spec: Json = {"nodeSelector": {CASE: case_name}, "containers": _containers(chance, "main", 3)}
    if _often(chance, 0.25):
        spec["nodeSelector"] |= {key: chance.choice(LABELS[key]) for key in _some(chance, list(LABELS), 2)}
    if _often(chance, 0.4):
        spec["affinity"] = {"nodeAffinity": _affinity(chance, names)}
    if _often(chance, 0.6):
        spec["tolerations"] = [_toleration(chance) for _ in range(chance.randint(1, 4))]
    if _often(chance, 0.2):
        spec["hostNetwork"] = True
    if _often(chance, 0.06):
        spec["nodeName"] = chance.choice((*names, "nowhere"))
    if _often(chance, 0.25):
        spec["initContainers"] = [_init(chance, each) for each in _containers(chance, "init", 3)]
    if _often(chance, 0.1):
        runtime = chance.choice(list(OVERHEADS))
        spec |= {"runtimeClassName": runtime, "overhead": OVERHEADS[runtime]}
    if _often(chance, 0.12):
        spec["resources"] = _resources(chance, ("cpu", "memory", HUGE_PAGES))
    if _often(chance, 0.04) and "nodeName" not in spec:
        spec["schedulingGates"] = [{"name": "example.com/wait"}]
    return spec


def _containers(chance: Random, prefix: str, most: int) -> list[Json]:
    return [_container(chance, f"{prefix}-{index}", 9000 + index) for index in range(chance.randint(1, most))]


def _container(chance: Random, name: str, port: int) -> Json:
    made: Json = {"name": name, "image": "example.com/app:1"}
    if _often(chance, 0.5):
        made["resources"] = _resources(chance, ("cpu", "memory", "ephemeral-storage", DEVICE, HUGE_PAGES))
    if _often(chance, 0.15):
        made["ports"] = [{"containerPort": port, "hostPort": port}]
    return made


def _init(chance: Random, container: Json) -> Json:
    container.pop("ports", None)
    return {**container, "restartPolicy": "Always"} if _often(chance, 0.5) else container


def _resources(chance: Random, names: Sequence[str]) -> Json:
    """Requests and limits, of which one may be missing; who asks for huge pages must ask for a CPU, too."""
    chosen = _some(chance, names, 3)
    if HUGE_PAGES in chosen and "cpu" not in chosen:
        chosen.append("cpu")
    requests, limits = {}, {}
    for name in chosen:
        amount = chance.choice(_amounts(name))
        form = chance.choice(("request", "limit", "both"))
        if form != "request" or name in (DEVICE, HUGE_PAGES):  # what cannot be shared has a limit
            limits[name] = amount
        if form != "limit":
            requests[name] = amount
    return {**({"requests": requests} if requests else {}), **({"limits": limits} if limits else {})}


def _amounts(name: str) -> Sequence[str]:
    return {"cpu": CPUS, DEVICE: DEVICES, HUGE_PAGES: HUGE}.get(name, SIZES)


def _affinity(chance: Random, names: Sequence[str]) -> Json:
    made: Json = {}
    if _often(chance, 0.9):
        terms = [_term(chance, names) for _ in range(chance.randint(1, 3))]
        made["requiredDuringSchedulingIgnoredDuringExecution"] = {"nodeSelectorTerms": terms}
    if _often(chance, 0.2):
        wish = {"weight": 1, "preference": _term(chance, names)}
        made["preferredDuringSchedulingIgnoredDuringExecution"] = [wish]
    return made


def _term(chance: Random, names: Sequence[str]) -> Json:
    term: Json = {}
    if _often(chance, 0.85):
        term["matchExpressions"] = [_expression(chance) for _ in range(chance.randint(1, 2))]
    if _often(chance, 0.25):
        name = chance.choice((*names, "nowhere"))
        term["matchFields"] = [{"key": "metadata.name", "operator": chance.choice(("In", "NotIn")), "values": [name]}]
    return term


def _expression(chance: Random) -> Json:
    operator = chance.choice(OPERATORS)
    if operator in ("Gt", "Lt"):
        return {
            "key": chance.choice(("cores", "cores", "gpu")),
            "operator": operator,
            "values": [chance.choice(NUMBERS)],
        }
    key = chance.choice(list(LABELS))
    if operator in ("Exists", "DoesNotExist"):
        return {"key": key, "operator": operator}
    return {"key": key, "operator": operator, "values": _some(chance, LABELS[key], 3) or [LABELS[key][0]]}


def _toleration(chance: Random) -> Json:
    made: Json = {}
    if _often(chance, 0.85):
        made["key"] = chance.choice(TAINTS)
    operator = chance.choice(("", "Equal", "Exists", "Exists")) if made else "Exists"
    if operator:
        made["operator"] = operator
    if operator != "Exists" and _often(chance, 0.8):
        made["value"] = chance.choice(VALUES)
    if _often(chance, 0.7):
        made["effect"] = chance.choice(EFFECTS)
    if made.get("effect") == "NoExecute" and _often(chance, 0.3):
        made["tolerationSeconds"] = chance.choice((0, 60))
    return made
