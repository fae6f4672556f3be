from typing import Any

import pytest

from kubeproof.cluster.nodes import MOST_NODES, nodes_from


def names(value: object) -> list[str]:
    nodes: Any = nodes_from(value)
    return [node["metadata"]["name"] for node in nodes]


REAL = {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "real-1"}}
OTHER = {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "real-2"}}


def test_real_nodes_are_taken_as_they_are() -> None:
    assert nodes_from([REAL, OTHER]) == [REAL, OTHER]
    assert nodes_from({"kind": "List", "items": [REAL, OTHER]}) == [REAL, OTHER]
    assert nodes_from({"kind": "NodeList", "items": None}) == []
    assert nodes_from([{"kind": "List", "items": [REAL]}, OTHER]) == [REAL, OTHER]
    assert nodes_from(REAL) == [REAL]
    assert nodes_from([]) == []


def test_a_pool_becomes_real_nodes() -> None:
    pool = {
        "name": "gpu",
        "count": 1,
        "labels": {"gpu": "true", "kubernetes.io/arch": "arm64"},
        "taints": ["nvidia.com/gpu=present:NoSchedule", "maintenance:NoExecute", {"key": "a", "effect": "NoSchedule"}],
        "unschedulable": True,
        "allocatable": {"cpu": 4, "memory": "16Gi", "nvidia.com/gpu": 1},
    }
    assert nodes_from({"pools": [pool]}) == [
        {
            "apiVersion": "v1",
            "kind": "Node",
            "metadata": {
                "name": "gpu-1",
                "labels": {
                    "kubernetes.io/hostname": "gpu-1",
                    "kubernetes.io/os": "linux",
                    "kubernetes.io/arch": "arm64",
                    "gpu": "true",
                },
            },
            "spec": {
                "unschedulable": True,
                "taints": [
                    {"key": "nvidia.com/gpu", "value": "present", "effect": "NoSchedule"},
                    {"key": "maintenance", "effect": "NoExecute"},
                    {"key": "a", "effect": "NoSchedule"},
                ],
            },
            "status": {"allocatable": {"cpu": "4", "memory": "16Gi", "nvidia.com/gpu": "1"}},
        }
    ]


def test_names_sort_and_the_rest_are_plain_nodes() -> None:
    listed = names({"count": 13, "pools": [{"name": "gpu", "count": 10}]})
    assert listed[0] == "gpu-01"
    assert listed[9:] == ["gpu-10", "node-1", "node-2", "node-3"]
    assert sorted(listed) == listed
    assert names({"count": 2}) == ["node-1", "node-2"]
    assert names({"count": 0}) == []
    assert names([{"count": 1}]) == ["node-1"]
    assert len(names({"count": MOST_NODES})) == MOST_NODES


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "nodes must be a Node object: write Nodes, or a map with count and pools"),
        ("nodes", "nodes must be a Node object"),
        ({}, "count must be a whole number of nodes"),
        ([3], r"nodes\[0\] must be a Node object"),
        ([REAL, {"kind": "Pod"}], r"nodes\[1\] must be a Node object, not a Pod"),
        ({"kind": "Deployment"}, "nodes must be a Node object, not a Deployment"),
        ([{"kind": "Node"}], r"nodes\[0\] needs a name: write metadata.name"),
        ({"kind": "List", "items": [{"kind": "Node"}]}, r"nodes.items\[0\] needs a name"),
        ({"kind": "List", "items": 3}, "nodes.items must be a list of Node objects"),
        ([REAL, REAL], '2 nodes are named "real-1": give each a name of its own'),
        ({"cuont": 3}, 'unknown key "cuont" in the node list: did you mean "count"?'),
        ({"count": 3, "zzz": 1}, "known are count, pools"),
        ({"count": -1}, "count is negative"),
        ({"count": True}, "count must be a whole number"),
        ({"count": "3"}, "count must be a whole number"),
        ({"count": 20_001}, "too many nodes: the most is 20,000"),
        ({"count": 10**5000}, "too many nodes"),
        ({"pools": [{"name": f"p{n}", "count": 15_000} for n in range(2)]}, "too many nodes"),
        ({"count": 3, "pools": {}}, "pools must be a list"),
        ({"pools": ["gpu"]}, r"pools\[0\] must be a map with a name and a count"),
        ({"pools": [{"count": 1}]}, r"pools\[0\].name must be"),
        ({"pools": [{"name": "GPU", "count": 1}]}, r"pools\[0\].name must be lower-case"),
        ({"pools": [{"name": "gpu"}]}, r"pools\[0\].count must be a whole number"),
        ({"pools": [{"name": "gpu", "count": 1, "lables": {}}]}, 'in pools.0.: did you mean "labels"?'),
        ({"count": 1, "pools": [{"name": "gpu", "count": 2}]}, "the pools hold 2 nodes, more than count: 1"),
        ({"pools": [{"name": "a", "count": 1}, {"name": "a", "count": 1}]}, '2 nodes are named "a-1"'),
        ({"pools": [{"name": "a", "count": 1, "labels": {"gpu": True}}]}, 'must be a string: write "true" in quotes'),
        ({"pools": [{"name": "a", "count": 1, "labels": ["gpu"]}]}, "labels must be a map"),
        ({"pools": [{"name": "a", "count": 1, "taints": "x"}]}, "taints must be a list"),
        ({"pools": [{"name": "a", "count": 1, "taints": ["x"]}]}, r"taints\[0\] must be a taint: write key=value"),
        ({"pools": [{"name": "a", "count": 1, "taints": ["x:Never"]}]}, "the effect must be one of NoSchedule"),
        ({"pools": [{"name": "a", "count": 1, "taints": [{"key": "x", "efect": ""}]}]}, 'did you mean "effect"?'),
        ({"pools": [{"name": "a", "count": 1, "unschedulable": "yes"}]}, "unschedulable must be true or false"),
        ({"pools": [{"name": "a", "count": 1, "allocatable": {"cpu": "four"}}]}, '"four" is not a quantity of cpu'),
        ({"pools": [{"name": "a", "count": 1, "allocatable": 4}]}, "allocatable must be a map"),
    ],
)
def test_a_mistake_is_named_at_its_place(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("?", r"\?")):
        nodes_from(value)
