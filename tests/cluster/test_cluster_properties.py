import gzip
import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kubeproof.cluster import endpoints, place
from kubeproof.cluster.nodes import nodes_from
from kubeproof.cluster.routing import routes
from kubeproof.cluster.workloads import workload
from kubeproof.manifest.quantity import parse_quantity

TRUTH = Path(__file__).parent.parent / "truth" / "placement.jsonl.gz"
with gzip.open(TRUTH, "rt", encoding="utf-8") as lines:
    CASES = [json.loads(line) for line in islice(lines, 60)]

EFFECTS = ["NoSchedule", "NoExecute", "PreferNoSchedule"]
KEYS = sorted({t["key"] for case in CASES for node in case["nodes"] for t in node["spec"].get("taints", [])})
TOLERATIONS = st.fixed_dictionaries(
    {"operator": st.sampled_from(["Exists", "Equal"])},
    optional={"key": st.sampled_from(KEYS), "effect": st.sampled_from(EFFECTS), "value": st.sampled_from(["", "db"])},
)

FIELDS = [
    *("apiVersion", "kind", "metadata", "name", "namespace", "labels", "spec", "template", "status", "count", "pools"),
    *("nodeName", "nodeSelector", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"),
    *("nodeSelectorTerms", "matchExpressions", "matchFields", "key", "operator", "values", "tolerations", "effect"),
    *("hostNetwork", "containers", "initContainers", "resources", "requests", "limits", "overhead", "taints"),
    *("allocatable", "capacity", "cpu", "memory", "pods", "selector", "ports", "port", "targetPort", "nodePort"),
    *("type", "clusterIP", "externalIPs", "ipFamilies", "phase", "podIPs", "ip", "conditions", "items", "replicas"),
]
WORDS = [
    "",
    "In",
    "Gt",
    "Exists",
    "True",
    "Ready",
    "None",
    "LoadBalancer",
    "Deployment",
    "Node",
    "List",
    "1Gi",
    "node-1",
]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS) | st.text(max_size=5)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(FIELDS) | st.integers() | st.none(), inner, max_size=6)
    ),
    max_leaves=40,
)


def broken(value: Any, data: st.DataObject) -> Any:  # noqa: ANN401 - any type is the point
    """The value with one part of it, at any depth, replaced by anything."""
    if not value or not isinstance(value, dict | list) or data.draw(st.integers(0, 5)) == 0:
        return data.draw(ANYTHING)
    keys = sorted(value) if isinstance(value, dict) else range(len(value))
    chosen = data.draw(st.sampled_from(keys))
    copy = value.copy()
    copy[chosen] = broken(value[chosen], data)
    return copy


@given(case=st.sampled_from(CASES), toleration=TOLERATIONS)
def test_one_more_toleration_never_removes_a_node(case: dict[str, Any], toleration: dict[str, str]) -> None:
    spec = case["daemonset"]["spec"]["template"]["spec"]
    more = {"spec": {"template": {"spec": {**spec, "tolerations": [*spec.get("tolerations", []), toleration]}}}}
    before = {d.node for d in place(case["daemonset"], case["nodes"]) if d.binds}
    assert before <= {d.node for d in place(more, case["nodes"]) if d.binds}


@given(case=st.sampled_from(CASES), data=st.data())
def test_the_order_of_nodes_does_not_matter(case: dict[str, Any], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(case["nodes"]))
    decided = {decision.node: decision for decision in place(case["daemonset"], case["nodes"])}
    assert place(case["daemonset"], shuffled) == [decided[node["metadata"]["name"]] for node in shuffled]


@given(case=st.sampled_from(CASES), data=st.data())
def test_placing_a_broken_object_gives_an_answer(case: dict[str, Any], data: st.DataObject) -> None:
    nodes = [*case["nodes"][:3], broken(case["nodes"][3], data)]
    decisions = place(broken(case["daemonset"], data), nodes)
    assert len(decisions) == 4
    assert all(decision.binds != bool(decision.reasons) for decision in decisions)


@given(one=ANYTHING, other=ANYTHING)
def test_bad_input_never_raises(one: Any, other: Any) -> None:  # noqa: ANN401 - any type is the point
    assert isinstance(place(one, other), list)
    assert isinstance(endpoints(one, other), list)
    assert isinstance(endpoints({"spec": {"selector": {"a": ""}, "ports": other}}, [one]), list)
    assert routes({"spec": one}, [other]).kind in ("ClusterIP", "NodePort", "LoadBalancer", "ExternalName", "Headless")
    made = workload(one)
    assert made is None or made.count >= 0


@given(ANYTHING)
def test_a_node_list_is_read_or_refused_with_a_message(value: object) -> None:
    nodes = result(lambda: nodes_from(value))
    assert nodes if isinstance(nodes, str) else all(node["metadata"]["name"] for node in nodes)


@given(st.integers(-(2**62), 2**62), st.sampled_from(["", "m", "k", "Ki"]))
def test_a_quantity_scales_with_its_suffix(number: int, suffix: str) -> None:
    unit = parse_quantity(f"1{suffix}")
    assert parse_quantity(f"{number}{suffix}") == min(number * unit, 2**63 - 1)


@settings(max_examples=300)
@given(st.text(alphabet="0123456789.+-eEKMGinum", max_size=8))
def test_a_quantity_is_read_or_refused_with_a_message(text: str) -> None:
    number = result(lambda: parse_quantity(text))
    assert "is not a quantity" in number if isinstance(number, str) else number < 2**63


def result(call: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the call gives
    """What the call returns, or the message of its ValueError."""
    try:
        return call()
    except ValueError as error:
        return str(error)
