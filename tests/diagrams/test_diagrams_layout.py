"""Whatever the input, no two texts touch, nothing leaves the picture, and the same input gives the same bytes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from kubeproof.diagrams import draw_placement, draw_service
from kubeproof.diagrams.blocks import TIP
from kubeproof.diagrams.placement import _scenes
from kubeproof.diagrams.placement_parts import Placed, View
from kubeproof.diagrams.scene import Box, Group, Icon, Item, Line, Scene, Text, walk
from kubeproof.diagrams.service_picture import service_scenes
from kubeproof.diagrams.service_stations import plan
from kubeproof.diagrams.service_variants import TYPES, variants
from kubeproof.diagrams.text import text_width

Manifest = dict[str, Any]

NAMES = st.one_of(
    st.from_regex(r"[a-z]([-a-z0-9]{0,30}[a-z0-9])?", fullmatch=True),
    st.sampled_from(["n" * 253, "<b>&'\"</b>", "خدمة الويب", "🚀🚀🚀", "中文名字", "a b", ""]),
)
LABELS = st.dictionaries(st.sampled_from(["app", "tier", "gpu", "example.com/" + "k" * 50]), NAMES, max_size=4)
PORTS = st.lists(
    st.fixed_dictionaries(
        {"port": st.integers(1, 65535)},
        optional={
            "name": NAMES,
            "targetPort": st.one_of(NAMES, st.integers(1, 65535)),
            "nodePort": st.integers(30000, 32767),
            "protocol": st.sampled_from(["TCP", "UDP", "SCTP"]),
        },
    ),
    min_size=1,
    max_size=7,
)
SERVICES = st.fixed_dictionaries(
    {"ports": PORTS, "externalName": NAMES.filter(bool)},
    optional={
        "selector": LABELS,
        "type": st.sampled_from(["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]),
        "clusterIP": st.sampled_from(["None", "10.0.0.1", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"]),
        "externalIPs": st.just(["192.0.2.1", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"]),
        "sessionAffinity": st.just("ClientIP"),
        "externalTrafficPolicy": st.just("Local"),
        "internalTrafficPolicy": st.just("Local"),
        "allocateLoadBalancerNodePorts": st.booleans(),
        "loadBalancerSourceRanges": st.just(["203.0.113.0/24"] * 9),
    },
)


@st.composite
def files(draw: st.DrawFn) -> list[Manifest]:
    spec = draw(SERVICES)
    workloads = [
        {
            "kind": draw(st.sampled_from(["Deployment", "StatefulSet", "DaemonSet", "Pod"])),
            "metadata": {"name": draw(NAMES)},
            "spec": {
                "replicas": draw(st.sampled_from([0, 1, 3, 12, 100_000])),
                "template": {"metadata": {"labels": {**draw(LABELS), **draw(st.sampled_from([selector, {}]))}}},
            },
        }
        for selector in [spec.get("selector", {})] * draw(st.integers(0, 6))
    ]
    return [{"kind": "Service", "metadata": {"name": draw(NAMES)}, "spec": spec}, *workloads]


@st.composite
def nodes(draw: st.DrawFn, most: int = 40) -> list[Manifest]:
    taint = st.fixed_dictionaries(
        {"key": NAMES.filter(bool), "effect": st.sampled_from(["NoSchedule", "NoExecute", "PreferNoSchedule"])}
    )
    found = st.fixed_dictionaries(
        {
            "kind": st.just("Node"),
            "metadata": st.fixed_dictionaries({"name": NAMES, "labels": LABELS}),
            "spec": st.fixed_dictionaries({"taints": st.lists(taint, max_size=5), "unschedulable": st.booleans()}),
            "status": st.fixed_dictionaries({}, optional={"allocatable": st.just({"memory": "1Mi"})}),
        }
    )
    return draw(st.lists(found, min_size=1, max_size=most))


@st.composite
def daemonsets(draw: st.DrawFn) -> Manifest:
    container = {"name": "c", "resources": {"requests": draw(st.sampled_from([{}, {"memory": "1Gi"}]))}}
    spec = {"nodeSelector": draw(LABELS), "containers": [container]}
    return {"kind": "DaemonSet", "metadata": {"name": draw(NAMES)}, "spec": {"template": {"spec": spec}}}


class Area(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    what: object

    def overlaps(self, other: "Area") -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def area(text: Text) -> Area:
    width = text_width(text.text, text.size, mono=text.mono, bold=text.bold)
    left = text.x - {"start": 0, "middle": width / 2, "end": width}[text.anchor]
    return Area(left, text.y - 0.8 * text.size, left + width, text.y + 0.22 * text.size, text)


def areas(scene: Scene) -> Iterator[Area]:
    for item in walk(scene.items):
        match item:
            case Text():
                yield area(item)
            case Box():
                yield Area(item.x, item.y, item.x + item.width, item.y + item.height, item)
            case Icon():
                yield Area(item.x, item.y, item.x + item.size, item.y + item.size, item)
            case Line():
                xs, ys = zip(*item.points, strict=True)
                yield Area(min(xs), min(ys), max(xs), max(ys), item)
            case _:
                pass


def without_tips(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items but for those that cover others while the keyboard is there."""
    return tuple(
        replace(item, items=without_tips(item.items)) if isinstance(item, Group) else item
        for item in items
        if not (isinstance(item, Group) and TIP in item.marks)
    )


def check(scene: Scene) -> None:
    for found in areas(scene):
        assert found.left >= 0, found
        assert found.top >= 0, found
        assert found.right <= scene.width, found
        assert found.bottom <= scene.height, found
    always = replace(scene, items=without_tips(scene.items))
    texts = [found for found in areas(always) if isinstance(found.what, Text) and found.what.text]
    for one, other in combinations(texts, 2):
        assert not one.overlaps(other), (one, other)
    lines = [found for line in walk(scene.items) if isinstance(line, Line) for found in segments(line)]
    badges = [text for text in texts if text.right - text.left < 9]  # a number stands on its arrow, on a disc
    for text in texts:
        for line in lines:
            assert text in badges or not text.overlaps(line), (text, line)


def segments(line: Line) -> Iterator[Area]:
    for (x1, y1), (x2, y2) in zip(line.points, line.points[1:], strict=False):
        yield Area(min(x1, x2) - 0.5, min(y1, y2) - 0.5, max(x1, x2) + 0.5, max(y1, y2) + 0.5, line)


@settings(deadline=None, max_examples=150)
@given(files(), st.lists(st.sampled_from(TYPES), max_size=4))
def test_services(objects: Sequence[Mapping[str, object]], compare: list[str]) -> None:
    plans = [plan(item, objects) for item in variants(objects[0], compare)]
    for scene in service_scenes(plans, [("title", "description")] * len(plans)):
        check(scene)


@settings(deadline=None, max_examples=100)
@given(daemonsets(), nodes(), st.sampled_from([None, "app"]))
def test_placements(daemonset: Manifest, listed: list[Manifest], by: str | None) -> None:
    for scene in _scenes(Placed.of(daemonset, listed, View(by=by)).parts("name"), "title", "description"):
        check(scene)


@settings(deadline=None, max_examples=30)
@given(files(), daemonsets(), nodes())
def test_same_input_same_bytes(objects: list[Manifest], daemonset: Manifest, listed: list[Manifest]) -> None:
    assert draw_service(objects) == draw_service(objects)
    assert draw_placement(daemonset, listed) == draw_placement(daemonset, listed)
