"""The picture of what ties objects: boxes in columns, and an arrow for each tie."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kubeproof.cluster.relations import Relations, Thing
from kubeproof.diagrams.blocks import PADDING, SIZE, TITLE
from kubeproof.diagrams.drawing import NOWHERE, Place
from kubeproof.diagrams.layers import Layers, layered
from kubeproof.diagrams.scene import Box, Group, Icon, Item, Line, Point, Scene, Text
from kubeproof.diagrams.text import shorten, text_width

_NARROWEST, _WIDEST, _HEIGHT = 112, 236, 46
_GAP = 16
_PORT = 18  # between lines at the side of a box
_SLOPE = 34  # the room for the slanted part of a line
_ICON, _KIND = 20, 11
_BESIDE = PADDING + _ICON + 6 + PADDING  # of a box, what is not text
_ACROSS = 4  # objects without ties in a row
_MOST_STOPS = 24
_ICONS = {
    "Service": "service",
    "Ingress": "load-balancer",
    "Gateway": "load-balancer",
    "HTTPRoute": "load-balancer",
    "ConfigMap": "file",
    "Secret": "key",
    "PersistentVolumeClaim": "disk",
    "PersistentVolume": "disk",
    "StorageClass": "disk",
    "CSIDriver": "disk",
    "ServiceAccount": "person",
    "HorizontalPodAutoscaler": "scale",
    "Node": "node",
    **dict.fromkeys(("Pod", "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob"), "pod"),
    **dict.fromkeys(("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"), "shield"),
    **dict.fromkeys(("NetworkPolicy", "PodDisruptionBudget"), "shield"),
}


@dataclass(frozen=True, slots=True)
class _Arrow:
    """All ties of one thing to another."""

    source: int
    target: int
    label: str


def _arrows(found: Relations) -> list[_Arrow]:
    verbs = defaultdict[tuple[int, int], list[str]](list)
    for tie in found.ties:
        verbs[tie.source, tie.target].append(tie.verb)
    return [_Arrow(source, target, ", ".join(dict.fromkeys(said))) for (source, target), said in verbs.items()]


def relations_scene(found: Relations, standing: Mapping[Thing, Place], title: str, description: str) -> Scene:
    """The picture of things and their ties: those that are tied in columns, the others below them.

    Args:
        found: what to draw.
        standing: where things stand.
        title: what the picture shows.
        description: the same in a sentence.
    """
    arrows = _arrows(found)
    tied = sorted({index for arrow in arrows for index in (arrow.source, arrow.target)})
    picture = _Picture(found, standing, tied, arrows)
    items = [*picture.lines(), *picture.boxes()]
    alone = [thing for index, thing in enumerate(found.things) if index not in set(tied)]
    across = max(1, min(_ACROSS, len(alone)))
    wide = _width(alone)
    for index, thing in enumerate(alone):
        row, column = divmod(index, across)
        x, y = 2 + column * (wide + _GAP), picture.height + row * (_HEIGHT + _GAP)
        frame = Box(x=x, y=y, width=wide, height=_HEIGHT, tooltip=f"{called(thing)}: tied to nothing here")
        items.append(_box(thing, frame, standing.get(thing, NOWHERE)))
    rows = -(-len(alone) // across)
    width = max(picture.width, 2 + across * (wide + _GAP) - _GAP + 2 if alone else 0)
    height = picture.height + rows * (_HEIGHT + _GAP) - _GAP + 2
    return Scene(width=width, height=height, items=tuple(items), title=title, description=description)


def called(thing: Thing) -> str:
    """What a thing is called in words."""
    return f"{thing.kind} {thing.name}{'' if thing.present else ' (not here)'}"


def _width(things: Iterable[Thing]) -> float:
    """How wide boxes are that hold all of these."""
    texts = (max(text_width(each.kind, _KIND), text_width(each.name, TITLE, bold=True)) for each in things)
    return min(_WIDEST, max(_NARROWEST, _BESIDE + max(texts, default=0)))


def _box(thing: Thing, frame: Box, place: Place, *, stop: bool = True) -> Group:
    middle, left = frame.y + frame.height / 2, frame.x + PADDING + _ICON + 6
    room = frame.width - _BESIDE
    items: tuple[Item, ...] = (
        replace(frame, radius=8, tone="plain" if thing.present else "ghost", tooltip=""),
        Icon(
            x=frame.x + PADDING,
            y=middle - _ICON / 2,
            size=_ICON,
            name=_ICONS.get(thing.kind, "object"),
            tone="accent" if thing.present else "quiet",
        ),
        Text(x=left, y=middle - 4, text=shorten(thing.kind, room, _KIND), size=_KIND, tone="quiet"),
        Text(x=left, y=middle + 13, text=shorten(thing.name, room, TITLE, bold=True), size=TITLE, bold=True),
    )
    link = place.address if stop else ""
    return Group(items=items, tooltip=place.told(frame.tooltip), marks=("object",), stop=stop, link=link)


class _Picture:
    """The things that are tied, in columns, and the lines between them."""

    def __init__(
        self, found: Relations, standing: Mapping[Thing, Place], tied: Sequence[int], arrows: Sequence[_Arrow]
    ) -> None:
        self._found, self._standing, self._tied, self._arrows = found, standing, tied, arrows
        index = {thing: place for place, thing in enumerate(tied)}
        self._edges = [(index[arrow.source], index[arrow.target]) for arrow in arrows]
        self._heights = [self._tall(place) for place in range(len(tied))]
        self._layers: Layers = layered(self._heights, self._edges, gap=_GAP, bend=_PORT)
        self._widths = [_width(self._column(rank)) for rank in range(max(self._layers.ranks, default=0) + 1)]
        self._lefts = list(self._columns())
        self._ports = self._spread()
        self.width = self._lefts[-1] + self._widths[-1] + 2 if tied else 0.0
        self.height = max((self._bottom(place) for place in range(len(self._layers.ranks))), default=-_GAP) + _GAP + 2

    def _tall(self, place: int) -> float:
        """High enough for the lines at its sides."""
        out = sum(source == place for source, _ in self._edges)
        into = sum(target == place for _, target in self._edges)
        return max(_HEIGHT, _PORT * max(out, into) + 8)

    def _bottom(self, place: int) -> float:
        height = self._heights[place] if place < len(self._heights) else _PORT
        return self._layers.middles[place] + height / 2

    def _column(self, rank: int) -> Iterator[Thing]:
        placed = zip(self._tied, self._layers.ranks, strict=False)
        return (self._found.things[index] for index, its_rank in placed if its_rank == rank)

    def _columns(self) -> Iterator[float]:
        """The left ends of the columns: between two there is room for the longest label."""
        x = 2.0
        for rank, width in enumerate(self._widths):
            yield x
            leaving = [
                text_width(arrow.label, SIZE)
                for arrow, way in zip(self._arrows, self._layers.ways, strict=True)
                if min(self._layers.ranks[way[0]], self._layers.ranks[way[1]]) == rank
            ]
            x += width + max(leaving, default=0) + 12 + _SLOPE

    def _spread(self) -> dict[tuple[int, int], float]:
        """Where each line leaves or enters a box, so that they do not cross at its side."""
        ends = defaultdict[tuple[int, bool], list[tuple[float, int]]](list)
        for number, way in enumerate(self._layers.ways):
            for vertex, neighbour in ((way[0], way[1]), (way[-1], way[-2])):
                right = self._layers.ranks[neighbour] > self._layers.ranks[vertex]
                ends[vertex, right].append((self._layers.middles[neighbour], number))
        places = dict[tuple[int, int], float]()
        for (vertex, _), listed in ends.items():
            top = self._layers.middles[vertex] - _PORT * (len(listed) - 1) / 2
            places |= {(vertex, number): top + _PORT * index for index, (_, number) in enumerate(sorted(listed))}
        return places

    def lines(self) -> Iterator[Item]:
        """An arrow for each tie, with what it says where it begins."""
        for number, (arrow, way) in enumerate(zip(self._arrows, self._layers.ways, strict=True)):
            forward = self._layers.ranks[way[-1]] > self._layers.ranks[way[0]]
            points = tuple(self._points(number, way, forward=forward))
            yield Line(points=points, tone="quiet" if not self._found.things[arrow.target].present else "plain")
            x, y = points[0]
            anchor_x = x + 6 if forward else x - 6
            yield Text(x=anchor_x, y=y - 4, text=arrow.label, anchor="start" if forward else "end", tone="quiet")

    def _points(self, number: int, way: Sequence[int], *, forward: bool) -> Iterator[Point]:
        """From the side of a box level along the label, slanted to each bend and to the other box."""
        ranks, middles = self._layers.ranks, self._layers.middles
        label = text_width(self._arrows[number].label, SIZE) + 12
        sign = 1 if forward else -1
        start = self._lefts[ranks[way[0]]] + (self._widths[ranks[way[0]]] if forward else 0)
        y = self._ports[way[0], number]
        yield start, y
        yield start + sign * label, y
        for bend in way[1:-1]:
            left = self._lefts[ranks[bend]]
            right = left + self._widths[ranks[bend]]
            across = (left, right) if forward else (right, left)
            yield from ((x, middles[bend]) for x in across)
        end = self._lefts[ranks[way[-1]]] + (0 if forward else self._widths[ranks[way[-1]]])
        y = self._ports[way[-1], number]
        yield end - sign * 12, y
        yield end, y

    def boxes(self) -> Iterator[Item]:
        """A box for each thing; its tooltip says all its ties."""
        said = defaultdict[int, list[str]](list)
        for arrow in self._arrows:
            said[arrow.source].append(f"{arrow.label} {called(self._found.things[arrow.target])}")
            said[arrow.target].append(f"{called(self._found.things[arrow.source])} {arrow.label} it")
        stop = len(self._found.things) <= _MOST_STOPS
        for vertex, index in enumerate(self._tied):
            thing, height, rank = self._found.things[index], self._heights[vertex], self._layers.ranks[vertex]
            x, y = self._lefts[rank], self._layers.middles[vertex] - height / 2 + 2
            tooltip = f"{called(thing)}: {'; '.join(said[index])}"
            frame = Box(x=x, y=y, width=self._widths[rank], height=height, tooltip=tooltip)
            yield _box(thing, frame, self._standing.get(thing, NOWHERE), stop=stop)
