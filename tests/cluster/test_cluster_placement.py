import time
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from kubeproof.cluster import Decision, place
from kubeproof.cluster.nodes import nodes_from


def daemonset(**spec: object) -> dict[str, Any]:
    return {"kind": "DaemonSet", "metadata": {"name": "agent"}, "spec": {"template": {"spec": spec}}}


def node(name: str = "n1", *, labels: object = None, allocatable: object = None, **spec: object) -> dict[str, Any]:
    status = {} if allocatable is None else {"allocatable": allocatable}
    return {"kind": "Node", "metadata": {"name": name, "labels": labels}, "spec": spec, "status": status}


def decide(spec: dict[str, Any], on: dict[str, Any]) -> Decision:
    (decision,) = place(daemonset(**spec), [on])
    return decision


def affinity(*terms: dict[str, Any]) -> dict[str, Any]:
    required = {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": list(terms)}}
    return {"affinity": {"nodeAffinity": required}}


def expression(key: str, operator: str, *values: str) -> dict[str, Any]:
    return {"matchExpressions": [{"key": key, "operator": operator, "values": list(values)}]}


def requests(**amounts: object) -> dict[str, Any]:
    return {"resources": {"requests": amounts}}


@pytest.mark.parametrize(
    ("spec", "on", "reason"),
    [
        ({"nodeSelector": {"gpu": "true"}}, node(), "lacks the label gpu=true"),
        (
            {"nodeSelector": {"gpu": "true"}},
            node(labels={"gpu": "false"}),
            "has the label gpu=false, the Pod wants true",
        ),
        (
            {"nodeSelector": {"tier": ""}},
            node(labels={"tier": "web"}),
            "has the label tier=web, the Pod wants an empty value",
        ),
        (
            affinity(expression("disk", "In", "ssd", "nvme")),
            node(),
            "lacks the label disk, the Pod wants ssd or nvme",
        ),
        (affinity(expression("gpu", "Exists")), node(), "lacks the label gpu"),
        (
            affinity(expression("spot", "DoesNotExist")),
            node(labels={"spot": "yes"}),
            "has the label spot=yes, which the Pod excludes",
        ),
        (
            affinity(expression("disk", "NotIn", "hdd")),
            node(labels={"disk": "hdd"}),
            "has the label disk=hdd, which the Pod excludes",
        ),
        (
            affinity(expression("cores", "Gt", "8")),
            node(labels={"cores": "4"}),
            "has the label cores=4, the Pod wants more than 8",
        ),
        (
            affinity(expression("cores", "Lt", "8")),
            node(labels={"cores": "1e3"}),
            "has the label cores=1e3, which is not a whole number; the Pod wants less than 8",
        ),
        (
            affinity(expression("gpu", "Exists"), expression("disk", "In", "ssd")),
            node(),
            "fits no node affinity term: (gpu) or (disk=ssd)",
        ),
        (affinity({}), node(), "cannot fit the node affinity term (an empty term), which fits no node at all"),
        (affinity(), node(), "fits no node affinity term, since the Pod lists none"),
        (
            affinity({"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["n2"]}]}),
            node(),
            "is not n2, the only node that the node affinity allows",
        ),
        (
            affinity({"matchFields": [{"key": "metadata.name", "operator": "NotIn", "values": ["n1"]}]}),
            node(),
            "is n1, which the node affinity excludes by name",
        ),
        ({"nodeName": "n2"}, node(), "is not n2, the node that the Pod's nodeName fixes"),
        (
            {},
            node(taints=[{"key": "dedicated", "value": "batch", "effect": "NoSchedule"}]),
            "has the taint dedicated=batch:NoSchedule, which the Pod does not tolerate",
        ),
        (
            {"tolerations": [{"key": "cores", "operator": "Gt", "value": "1", "effect": "NoExecute"}]},
            node(taints=[{"key": "cores", "value": "4", "effect": "NoExecute"}]),
            "has the taint cores=4:NoExecute, which the Pod does not tolerate",
        ),
    ],
)
def test_a_node_without_a_pod_says_why(spec: dict[str, Any], on: dict[str, Any], reason: str) -> None:
    assert decide(spec, on) == Decision("n1", runs=False, binds=False, reasons=(reason,))


@pytest.mark.parametrize(
    ("spec", "allocatable", "reason"),
    [
        ({"containers": [requests(cpu=4)]}, {"cpu": "2"}, "requests 4 CPUs, the node can give 2"),
        ({"containers": [requests(cpu="1500m")]}, {"cpu": 1}, "requests 1.5 CPUs, the node can give 1"),
        ({"containers": [requests(memory="8Gi")]}, {"memory": "4Gi"}, "requests 8Gi of memory, the node can give 4Gi"),
        (
            {"containers": [{"resources": {"limits": {"memory": "1.5Gi"}}}]},
            {"memory": "1000"},
            "requests 1.5Gi of memory, the node can give 1000 bytes",
        ),
        (
            {"containers": [requests(**{"nvidia.com/gpu": 1})]},
            {"cpu": "4"},
            "requests 1 of nvidia.com/gpu, the node has none",
        ),
        ({"containers": [requests(cpu=1), requests(cpu=2)]}, {"cpu": 2}, "requests 3 CPUs, the node can give 2"),
        (
            {"containers": [requests(cpu=1)], "initContainers": [requests(cpu=3)]},
            {"cpu": 2},
            "requests 3 CPUs, the node can give 2",
        ),
        (
            {"containers": [requests(cpu=1)], "initContainers": [{**requests(cpu=2), "restartPolicy": "Always"}]},
            {"cpu": 2},
            "requests 3 CPUs, the node can give 2",
        ),
        (
            {
                "containers": [requests(cpu=1)],
                "initContainers": [{**requests(cpu=1), "restartPolicy": "Always"}, requests(cpu=3)],
            },
            {"cpu": 3},
            "requests 4 CPUs, the node can give 3",
        ),
        (
            {"containers": [requests(cpu=1)], "overhead": {"cpu": "500m"}},
            {"cpu": 1},
            "requests 1.5 CPUs, the node can give 1",
        ),
        (
            {"containers": [requests(cpu=1)], "resources": {"requests": {"cpu": 4}}},
            {"cpu": 3},
            "requests 4 CPUs, the node can give 3",
        ),
        (
            {"containers": [requests(cpu=1)], "resources": {"limits": {"cpu": 4, "memory": "2Gi"}}},
            {"cpu": 3, "memory": "1Gi"},
            "requests 2Gi of memory, the node can give 1Gi",
        ),
        ({}, {"pods": "0"}, "can run no Pods: it gives 0 of pods"),
        ({"schedulingGates": [{"name": "example.com/wait"}]}, {}, "waits for the scheduling gate example.com/wait"),
    ],
)
def test_a_pod_that_stays_pending_says_why(spec: dict[str, Any], allocatable: object, reason: str) -> None:
    assert decide(spec, node(allocatable=allocatable)) == Decision("n1", runs=True, binds=False, reasons=(reason,))


@pytest.mark.parametrize(
    ("spec", "on"),
    [
        ({}, node(unschedulable=True)),
        ({}, node(taints=[{"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule"}])),
        ({}, node(taints=[{"key": "any", "effect": "PreferNoSchedule"}])),
        (
            {"hostNetwork": True},
            node(taints=[{"key": "node.kubernetes.io/network-unavailable", "effect": "NoSchedule"}]),
        ),
        ({"tolerations": [{"operator": "Exists"}]}, node(taints=[{"key": "any", "effect": "NoExecute"}])),
        (
            {"tolerations": [{"key": "any", "value": "x"}]},
            node(taints=[{"key": "any", "value": "x", "effect": "NoSchedule"}]),
        ),
        ({"containers": [requests(cpu=64, memory="1Ti")]}, node()),
        ({"containers": [requests(cpu="2000m", memory="1024Mi")]}, node(allocatable={"cpu": 2, "memory": "1Gi"})),
        (
            {"containers": [requests(cpu=3)], "initContainers": [requests(cpu=3)]},
            {**node(), "status": {"capacity": {"cpu": "3"}}},
        ),
        ({"nodeName": "n1", "containers": [requests(cpu=4)]}, node(allocatable={"cpu": 2})),
        ({"nodeSelector": {"role": None}}, node(labels={"role": ""})),
    ],
)
def test_a_pod_that_runs_needs_no_reason(spec: dict[str, Any], on: dict[str, Any]) -> None:
    assert decide(spec, on) == Decision("n1", runs=True, binds=True, reasons=())


def test_network_unavailable_is_tolerated_with_host_networking_alone() -> None:
    on = node(taints=[{"key": "node.kubernetes.io/network-unavailable", "effect": "NoSchedule"}])
    assert not decide({"hostNetwork": False}, on).runs


def test_every_reason_is_given() -> None:
    on = node(taints=[{"key": "a", "effect": "NoSchedule"}, {"key": "b", "effect": "NoExecute"}])
    reasons = decide({"nodeSelector": {"gpu": "true"}}, on).reasons
    assert [reason.split(",")[0] for reason in reasons] == [
        "lacks the label gpu=true",
        "has the taint a:NoSchedule",
        "has the taint b:NoExecute",
    ]


def test_the_gpu_agent_runs_on_20_of_100_nodes() -> None:
    cluster = nodes_from({"count": 100, "pools": [{"name": "gpu", "count": 20, "labels": {"gpu": "true"}}]})
    placed = place(daemonset(nodeSelector={"gpu": "true"}), cluster)
    assert sum(decision.binds for decision in placed) == 20
    assert {reason for decision in placed for reason in decision.reasons} == {"lacks the label gpu=true"}


def test_time_grows_with_the_nodes_and_no_faster() -> None:
    taints = [f"key-{number}=value:PreferNoSchedule" for number in range(3)]
    pool = {"name": "big", "count": 8000, "labels": {"gpu": "true"}, "taints": taints, "allocatable": {"cpu": 4}}
    cluster = nodes_from({"pools": [pool]})
    agent = daemonset(nodeSelector={"gpu": "true"}, containers=[requests(cpu=1)])
    assert seconds(agent, cluster) < 20 * max(seconds(agent, cluster[:1000]), 0.001)


def seconds(agent: dict[str, Any], cluster: Sequence[Mapping[str, object]]) -> float:
    def once() -> float:
        start = time.process_time()
        place(agent, cluster)
        return time.process_time() - start

    return min(once() for _ in range(3))
