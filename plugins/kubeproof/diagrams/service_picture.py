"""The picture of a Service: from the client at the top to the Pods at the foot, the cluster's edge between them.

Several Services are drawn with the same thing at the same place, so that the eye sees what differs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kubeproof.diagrams.blocks import LINE, Row, badge, block, block_height, centred, fitted, text_rows
from kubeproof.diagrams.scene import Box, Icon, Item, Line, Point, Scene, Text, Tone
from kubeproof.diagrams.service_pods import pods_block
from kubeproof.diagrams.service_stations import LEVELS, Level, Plan, Station
from kubeproof.diagrams.text import wrap

_WIDE, _NARROW = 328, 248
_LEFT = 14
_PERSON = 60  # an icon of 26 and two lines
_GAP = 30


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are; the same for all Services of a picture."""

    width: float
    split: float  # where the right column begins
    header: float
    tops: Mapping[Level, float]
    heights: Mapping[Level, float]
    edge: float
    pods: float
    foot: float  # the lower end of the cluster
    right: float  # the right end of the boxes

    @property
    def gutter(self) -> float:
        """Where lines pass the boxes on the right."""
        return self.right + 14

    @property
    def axis(self) -> float:
        """The middle of the right column: the way of clients from outside."""
        return (self.split + self.right) / 2

    @property
    def inside(self) -> float:
        """The middle of the left column: the client inside the cluster."""
        return (_LEFT + self.split - 10) / 2


def service_scenes(plans: Sequence[Plan], titles: Sequence[tuple[str, str]]) -> tuple[Scene, ...]:
    """A scene for each plan; titles and descriptions are given with them."""
    layout = _layout(plans)
    levels = [set(plan.stations) for plan in plans]
    scenes = list[Scene]()
    for index, (plan, (title, description)) in enumerate(zip(plans, titles, strict=True)):
        new = levels[index] - levels[index - 1] if index else set[Level]()
        notes = fitted([Row(note, tone="quiet") for note in plan.notes], layout.width - 8, lines=4)
        items = (*_picture(plan, layout, new), *text_rows(_LEFT, layout.foot + 22, notes))
        height = layout.foot + 4 + (LINE * len(notes) + 8 if notes else 0)
        scenes.append(Scene(width=layout.width, height=height, items=items, title=title, description=description))
    return tuple(scenes)


def _layout(plans: Sequence[Plan]) -> Layout:
    width = _WIDE if len(plans) == 1 else _NARROW
    split = 112 if len(plans) == 1 else 88
    passing = any(plan.kind == "Headless" or _balanced_past_nodes(plan) for plan in plans)
    right = width - (30 if passing else 14)
    asking = any(plan.kind in ("Headless", "ExternalName") for plan in plans)
    widths: dict[Level, float] = {level: right - (_LEFT if level == "service" else split) for level in LEVELS}
    heights = {level: max(_height(plan, level, widths[level]) for plan in plans) for level in LEVELS}
    captions = max(len(_caption(plan, width)) for plan in plans)
    y = header = 36.0 + 16 * captions
    tops = dict[Level, float]()
    for level in LEVELS:
        tops[level] = y
        y += heights[level] + (_GAP if heights[level] else 0)
        if level == "balancer":
            edge = y + 2
            y = edge + 30
        if level == "entry" and asking:
            y += 16
    foot = y + max(pods_block(plan, 0, 0, right - _LEFT)[1] for plan in plans if _has_pods(plan) or plan is plans[0])
    if not any(map(_has_pods, plans)):
        foot = y - _GAP
    return Layout(width, split, header, tops, heights, edge, y, foot + 14, right)


def _balanced_past_nodes(plan: Plan) -> bool:
    """Whether a load balancer sends to the Pods' own addresses, with no port on the nodes."""
    return "balancer" in plan.stations and "entry" not in plan.stations


def _height(plan: Plan, level: Level, width: float) -> float:
    person = _PERSON if level in ("outside", "entry") else 0
    station = plan.stations.get(level)
    return max(person, block_height(_rows(station, width)) if station else 0)


def _rows(station: Station, width: float) -> tuple[Row, ...]:
    return fitted([Row(words.text, words.mono, "label" if words.label else "") for words in station.lines], width)


def _caption(plan: Plan, width: float) -> tuple[str, ...]:
    return wrap(plan.caption, width - 20, 12)


def _has_pods(plan: Plan) -> bool:
    return plan.kind != "ExternalName"


def _picture(plan: Plan, layout: Layout, new: set[Level]) -> Iterator[Item]:
    height = layout.foot - layout.edge
    yield Box(x=4, y=layout.edge, width=layout.width - 8, height=height, radius=12, tone="edge")
    yield Text(x=_LEFT, y=layout.edge + 19, text="Cluster", tone="quiet")
    yield Text(x=_LEFT, y=22, text=plan.kind, size=16, bold=True)
    for index, line in enumerate(_caption(plan, layout.width)):
        yield Text(x=_LEFT, y=40 + 16 * index, text=line, tone="quiet")
    yield from _people(plan, layout)
    for level, station in plan.stations.items():
        x = _LEFT if level == "service" else layout.split
        width = layout.right - x
        rows = _rows(station, width)
        tall = max(block_height(rows), layout.heights[level] if level in ("service", "balancer") else 0)
        tone: Tone = "accent" if level in new or level == "service" else "plain"
        frame = Box(x=x, y=layout.tops[level], width=width, height=tall, radius=8, tone=tone, tooltip=station.tooltip)
        yield block(frame, station.icon, station.title, rows, station.place)
        if level in new:
            yield from badge(layout.right - 4, frame.y + 2, icon="plus")
    if _has_pods(plan):
        yield from pods_block(plan, _LEFT, layout.pods, layout.right - _LEFT)[0]
    yield from _arrows(plan, layout)


def _people(plan: Plan, layout: Layout) -> Iterator[Item]:
    y = layout.tops["entry"]
    yield Icon(x=layout.inside - 13, y=y, size=26, name="pod")
    yield from centred(layout.inside, y + 41, ("Pod inside", "the cluster"))
    if "outside" not in plan.stations:
        y = layout.tops["outside"]
        yield Icon(x=layout.axis - 13, y=y, size=26, name="client")
        yield from centred(layout.axis, y + 41, ("Client outside", "the cluster"))


def _arrows(plan: Plan, layout: Layout) -> Iterator[Item]:
    match plan.kind:
        case "ExternalName":
            yield from _external_name_arrows(layout, plan)
        case "Headless":
            yield from _blocked(layout)
            yield from _headless_arrows(layout, plan)
        case _:
            yield from _outside_arrows(plan, layout)
            yield _down(layout.inside, layout.tops["entry"] + _PERSON + 4, layout.tops["service"])
            yield from _to_pods(plan, layout)


def _outside_arrows(plan: Plan, layout: Layout) -> Iterator[Item]:
    """From the client outside through each station that there is, down to the virtual IP."""
    way: list[Level] = [level for level in ("balancer", "entry") if level in plan.stations]
    if not way:
        yield from _blocked(layout)
        return
    if _balanced_past_nodes(plan):
        yield _down(layout.axis, _bottom(plan, layout, "outside"), layout.tops["balancer"])
        y = layout.tops["balancer"] + 20
        yield _around(layout, (layout.right, y), layout.pods + 20, reaches=plan.reaches())
        return
    for level, after in zip(("outside", *way), (*way, "service"), strict=True):
        yield _down(layout.axis, _bottom(plan, layout, level), layout.tops[after])
    if len(way) > 1:  # the node ports are open to clients too
        x, y = layout.split - 10, layout.tops["outside"] + 13
        to = layout.tops["entry"] + 18
        points = ((layout.axis - 20, y), (x, y), (x, to), (layout.split, to))
        yield Line(points=points, tone="quiet", dashed=True)


def _bottom(plan: Plan, layout: Layout, level: Level) -> float:
    """Where an arrow that leaves a level begins."""
    station = plan.stations.get(level)
    if station is None:
        return layout.tops[level] + _PERSON + 4
    height = block_height(_rows(station, layout.right - layout.split))
    return layout.tops[level] + (max(height, layout.heights[level]) if level == "balancer" else height)


def _blocked(layout: Layout) -> Iterator[Item]:
    """No way into the cluster."""
    points = ((layout.axis, layout.tops["outside"] + _PERSON + 4), (layout.axis, layout.edge - 9))
    yield Line(points=points, tone="quiet", dashed=True, head=False)
    yield Icon(x=layout.axis - 9, y=layout.edge - 9, size=18, name="cross", tone="warning")
    yield Text(x=layout.axis + 12, y=layout.edge - 8, text="no way in")


def _to_pods(plan: Plan, layout: Layout) -> Iterator[Item]:
    x, top = (_LEFT + layout.right) / 2, layout.tops["service"] + layout.heights["service"]
    if plan.reaches():
        yield Line(points=((x, top), (x, layout.pods)), dashed=not plan.backings)
        return
    middle = (top + layout.pods) / 2
    yield Line(points=((x, top), (x, layout.pods)), tone="quiet", dashed=True, head=False)
    yield Icon(x=x - 9, y=middle - 9, size=18, name="cross", tone="warning")
    yield Text(x=x + 14, y=middle + 4, text=_why_none(plan))


def _why_none(plan: Plan) -> str:
    return "no Pod answers" if any(backing.matched for backing in plan.backings) else "no Pod matches"


def _headless_arrows(layout: Layout, plan: Plan) -> Iterator[Item]:
    y, to = layout.tops["entry"] + 13, layout.pods + 20
    yield from _asks(layout)
    yield _around(layout, (layout.inside + 20, y), to, reaches=plan.reaches())
    yield from badge(layout.axis, y, text="2")
    said = ("calls a Pod", "by its own address") if plan.reaches() else (_why_none(plan),)
    yield from centred(layout.axis, y + 26, said)
    x, top = (_LEFT + layout.right) / 2, layout.tops["service"] + layout.heights["service"]
    yield Line(points=((x, top), (x, layout.pods)), tone="quiet", dashed=True, head=False)


def _external_name_arrows(layout: Layout, plan: Plan) -> Iterator[Item]:
    y = layout.tops["entry"] + 13
    yield from _asks(layout)
    points = ((layout.inside + 20, y), (layout.axis, y), (layout.axis, _bottom(plan, layout, "outside")))
    yield Line(points=points)
    yield from badge(layout.axis, y, text="2")
    yield from centred(layout.axis, y + 26, ("calls the host",))


def _asks(layout: Layout) -> Iterator[Item]:
    top, to = layout.tops["entry"] + _PERSON + 4, layout.tops["service"]
    yield Line(points=((layout.inside, top), (layout.inside, to)), dashed=True)
    middle = (top + to) / 2 - 2
    yield from badge(layout.inside, middle, text="1")
    yield Text(x=layout.inside + 13, y=middle + 4, text="asks DNS")


def _down(x: float, top: float, bottom: float) -> Line:
    return Line(points=((x, top), (x, bottom)))


def _around(layout: Layout, start: Point, to: float, *, reaches: bool = True) -> Line:
    """From a point to the right gutter, down, and into the Pods' box from the right."""
    x = layout.gutter
    points = (start, (x, start[1]), (x, to), (layout.right, to))
    return Line(points=points, tone="plain" if reaches else "quiet", dashed=not reaches, head=reaches)
