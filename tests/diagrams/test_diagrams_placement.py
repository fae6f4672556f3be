import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from kubeproof.cluster.nodes import nodes_from
from kubeproof.cluster.placement import place
from kubeproof.diagrams import Drawing, DrawingError, View, draw_placement

Manifest = Mapping[str, Any]
GPU = {"name": "gpu", "count": 20, "labels": {"gpu": "true"}}
TAINTED = {**GPU, "taints": ["team=a:NoSchedule"]}
TINY = {"name": "tiny", "count": 5, "labels": {"gpu": "true"}, "allocatable": {"memory": "1Mi"}}


def daemonset(**spec: object) -> Manifest:
    return {"kind": "DaemonSet", "metadata": {"name": "agent"}, "spec": {"template": {"spec": spec}}}


AGENT = daemonset(
    nodeSelector={"gpu": "true"}, containers=[{"name": "c", "resources": {"requests": {"memory": "100Mi"}}}]
)
LOG = daemonset()


def cluster(count: int, *pools: Manifest) -> Sequence[Manifest]:
    return nodes_from({"count": count, "pools": list(pools)})


def marks(drawing: Drawing, mark: str) -> int:
    return len(re.findall(rf'class="[^"]*\bkp-{mark}\b', drawing.svg))


@pytest.mark.parametrize(
    "nodes",
    [
        cluster(5, {**GPU, "count": 2}),
        cluster(100, GPU),
        cluster(100, TAINTED),
        cluster(100, GPU, TINY),
        cluster(500, GPU, TINY),
    ],
    ids=["few", "hundred", "tainted", "pending", "many"],
)
@pytest.mark.parametrize("agent", [AGENT, LOG], ids=["gpu", "log"])
def test_a_mark_for_each_decision(agent: Manifest, nodes: Sequence[Manifest]) -> None:
    drawing, decisions = draw_placement(agent, nodes), place(agent, nodes)
    assert marks(drawing, "pod") == sum(decision.binds for decision in decisions)
    assert marks(drawing, "pending") == sum(decision.runs and not decision.binds for decision in decisions)
    assert marks(drawing, "node") == len(decisions)


@pytest.mark.parametrize("count", [600, 601, 5_000, 20_000])
def test_squares_stand_for_all_nodes(count: int) -> None:
    drawing = draw_placement(AGENT, cluster(count, GPU))
    told = re.findall(r"(?:>|: )([\d,]+) nodes?</title>", drawing.svg)
    blocks = re.findall(r'class="kp-node[^>]*>(?:<title>([^<]*)</title>)', drawing.svg)
    stood_for = (re.search(r": ([\d,]+) nodes?$", title) for title in blocks)
    assert sum(int(found[1].replace(",", "")) if found else 1 for found in stood_for) == count
    assert bool(told) or count == 600
    assert ("One square is up to" in drawing.svg) == (count > 600)


@pytest.mark.parametrize("count", [13, 150, 151, 500])
@pytest.mark.parametrize("name", ["worker", "w" * 200], ids=["short", "long"])
@pytest.mark.parametrize("agent", [AGENT, LOG], ids=["gpu", "log"])
def test_a_picture_of_500_nodes_is_small(agent: Manifest, name: str, count: int) -> None:
    drawing = draw_placement(agent, cluster(count, {"name": name, "count": count}))
    assert len(drawing.svg.encode()) <= 60_000


@pytest.mark.parametrize(
    ("agent", "nodes", "sentence"),
    [
        (AGENT, cluster(100, GPU), "A Pod runs on 20 of 100 nodes; 80 lack the label gpu=true."),
        (LOG, cluster(500), "A Pod runs on all 500 nodes."),
        (LOG, cluster(1), "A Pod runs on the only node."),
        (AGENT, cluster(1), "No Pod runs on the only node; 1 lacks the label gpu=true."),
        (
            AGENT,
            cluster(100, TAINTED),
            (
                "A Pod runs on none of the 100 nodes; 80 lack the label gpu=true; "
                "20 have the taint team=a:NoSchedule, which the Pod does not tolerate."
            ),
        ),
        (
            AGENT,
            cluster(5, TINY),
            (
                "A Pod runs on none of the 5 nodes; on 5 the Pod stays Pending: "
                "it requests 100Mi of memory, the node can give 1Mi."
            ),
        ),
    ],
)
def test_sentences(agent: Manifest, nodes: Sequence[Manifest], sentence: str) -> None:
    assert draw_placement(agent, nodes).description == sentence


def test_many_reasons_are_summed_up() -> None:
    nodes = [{"kind": "Node", "metadata": {"name": f"n-{n}", "labels": {"gpu": f"v{n}"}}} for n in range(100)]
    drawing = draw_placement(AGENT, nodes)
    assert drawing.description.endswith("; 97 get none for other reasons.")
    assert "No Pod, for other reasons" in drawing.svg
    assert len(drawing.table.rows) == 100


def test_the_table_of_few_nodes_has_a_row_for_each() -> None:
    drawing = draw_placement(AGENT, cluster(3, {**GPU, "count": 2}))
    assert drawing.table.headers == ("Node", "Pod", "Reason")
    assert drawing.table.rows == (
        ("gpu-1", "a Pod runs", ""),
        ("gpu-2", "a Pod runs", ""),
        ("node-1", "no Pod", "lacks the label gpu=true"),
    )


def test_nodes_that_follow_each_other_and_are_alike_share_a_row() -> None:
    nodes = cluster(20, {"name": "a", "count": 18})
    nodes[4]["metadata"]["labels"]["gpu"] = "true"
    drawing = draw_placement(AGENT, nodes)
    assert drawing.table.headers == ("Nodes", "Number", "Pod on each", "Reason")
    assert drawing.table.rows == (
        ("a-01 to a-04", "4", "no Pod", "lack the label gpu=true"),
        ("a-05", "1", "a Pod runs", ""),
        ("a-06 to a-18", "13", "no Pod", "lack the label gpu=true"),
        ("node-1 to node-2", "2", "no Pod", "lack the label gpu=true"),
    )


def test_the_table_of_thousands_of_nodes_is_short() -> None:
    drawing = draw_placement(AGENT, cluster(5_000, GPU))
    assert drawing.table.rows == (
        ("gpu-01 to gpu-20", "20", "a Pod runs", ""),
        ("node-0001 to node-4980", "4,980", "no Pod", "lack the label gpu=true"),
    )


def test_cards_show_labels_taints_and_reasons() -> None:
    nodes = cluster(3, {**TAINTED, "count": 1}, {"name": "ssd", "count": 1, "labels": {"disk": "ssd"}})
    svg = draw_placement(AGENT, nodes).svg
    for words in ("gpu-1", "gpu=true", "team=a:NoSchedule", "disk=ssd", "Lacks the label gpu=true"):
        assert f">{words}<" in svg, words
    assert "kubernetes.io/hostname" not in svg


def test_a_label_that_is_asked_for_is_shown_though_every_node_has_it() -> None:
    agent = daemonset(nodeSelector={"kubernetes.io/os": "linux"})
    assert ">kubernetes.io/os=linux<" in draw_placement(agent, cluster(2)).svg


def test_a_tolerated_taint_does_not_stand_out() -> None:
    cordoned = {"key": "node.kubernetes.io/unschedulable", "effect": "NoSchedule"}
    node = {"kind": "Node", "metadata": {"name": "a"}, "spec": {"unschedulable": True, "taints": [cordoned]}}
    svg = draw_placement(LOG, [node]).svg
    assert ">cordoned<" in svg
    assert '"k-warning"' not in svg


def test_gathered_by_a_label() -> None:
    zones = [{"name": zone, "count": 3, "labels": {"zone": f"zone-{zone}"}} for zone in "ab"]
    drawing = draw_placement(LOG, cluster(8, *zones), View(by="zone"))
    for words in ("zone-a", "zone-b", "no value"):
        assert f">{words}<" in drawing.svg


def test_pools_with_names_of_all_kinds_are_one() -> None:
    nodes = [{"kind": "Node", "metadata": {"name": f"ip-10-0-{n}-{n}.{n}x"}} for n in range(50)]
    assert ">50 nodes<" in draw_placement(LOG, nodes).svg


def test_a_long_name_is_whole_in_the_tooltip() -> None:
    name = "n" * 253
    svg = draw_placement(LOG, [{"kind": "Node", "metadata": {"name": name}}]).svg
    assert "n…</text>" in svg
    assert f"<title>{name}: a Pod runs here</title>" in svg


@pytest.mark.parametrize(
    ("agent", "nodes", "message"),
    [
        (LOG, [], "there are no nodes to place Pods on"),
        ({"kind": "Deployment"}, cluster(1), "a placement is drawn of a DaemonSet, not a Deployment"),
        ({}, cluster(1), "a placement is drawn of a DaemonSet"),
    ],
)
def test_what_cannot_be_drawn(agent: Manifest, nodes: Sequence[Manifest], message: str) -> None:
    with pytest.raises(DrawingError) as error:
        draw_placement(agent, nodes)
    assert message in str(error.value)
