"""Draws the objects of a folder and what ties them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kubeproof.cluster.relations import Relations, Thing, relations
from kubeproof.diagrams.blocks import PADDING, SIZE, TITLE
from kubeproof.diagrams.drawing import Drawing, DrawingError, Table
from kubeproof.diagrams.layers import Layers, layered
from kubeproof.diagrams.scene import Box, Group, Icon, Item, Line, Point, Scene, Text
from kubeproof.diagrams.svg import write_file, write_page
from kubeproof.diagrams.text import shorten, text_width

MOST_OBJECTS = 150
_WIDTH, _HEIGHT = 168, 46
_GAP = 16
_PORT = 18  # between lines at the side of a box
_SLOPE = 42  # the room for the slanted part of a line
_ICON, _KIND = 20, 11
_ACROSS = 4  # objects without ties in a row
_MOST_TOLD = 6
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


def draw_relations(
    objects: Sequence[Mapping[str, object]], *, name: str = "these manifests", identifier: str = "kubeproof"
) -> Drawing:
    """Draw what ties objects: one selects, mounts, scales, or routes to another.

    Args:
        objects: manifests as parsed from YAML.
        name: how the title calls them, such as the name of their folder.
        identifier: the beginning of every id in the SVG; unique on its page.

    Returns:
        The picture, with the same facts as a sentence and as a table.

    Raises:
        DrawingError: there are no objects with a kind and a name, or too many for one picture.
    """
    found = relations(objects)
    if not found.things:
        raise DrawingError("there are no objects to draw: each needs a kind and a metadata.name")
    if len(found.things) > MOST_OBJECTS:
        count = len(found.things)
        raise DrawingError(f"{count} objects are too many for one picture: draw at most {MOST_OBJECTS}, part by part")
    title, description = f"Objects of {name} and what ties them", _sentence(found)
    scene = _scene(found, title, description)
    return Drawing(
        svg=write_page([scene], identifier),
        title=title,
        description=description,
        table=_table(found),
        file=write_file([scene], identifier, title, description),
    )


def _called(thing: Thing) -> str:
    return f"{thing.kind} {thing.name}{'' if thing.present else ' (not here)'}"


def _sentence(found: Relations) -> str:
    told = [f"{_called(found.things[tie.source])} {tie.verb} {_called(found.things[tie.target])}" for tie in found.ties]
    count = sum(thing.present for thing in found.things)
    start = "1 object" if count == 1 else f"{count} objects"
    if not told:
        return f"{start}; nothing ties {'it to another' if count == 1 else 'them'}."
    rest = len(told) - _MOST_TOLD
    more = [f"and {rest} more tie{'' if rest == 1 else 's'}"] if rest > 0 else []
    return f"{start}: {'; '.join([*told[:_MOST_TOLD], *more])}."


def _table(found: Relations) -> Table:
    rows = [(_called(found.things[tie.source]), tie.verb, _called(found.things[tie.target])) for tie in found.ties]
    tied = {index for tie in found.ties for index in (tie.source, tie.target)}
    alone = [(_called(thing), "", "") for index, thing in enumerate(found.things) if index not in tied]
    return Table(("Object", "Does what", "To what"), (*rows, *alone))


def _arrows(found: Relations) -> list[_Arrow]:
    verbs = defaultdict[tuple[int, int], list[str]](list)
    for tie in found.ties:
        verbs[tie.source, tie.target].append(tie.verb)
    return [_Arrow(source, target, ", ".join(dict.fromkeys(said))) for (source, target), said in verbs.items()]


def _scene(found: Relations, title: str, description: str) -> Scene:
    arrows = _arrows(found)
    tied = sorted({index for arrow in arrows for index in (arrow.source, arrow.target)})
    picture = _Picture(found, tied, arrows)
    items = [*picture.lines(), *picture.boxes()]
    alone = [thing for index, thing in enumerate(found.things) if index not in set(tied)]
    across = max(1, min(_ACROSS, len(alone)))
    for index, thing in enumerate(alone):
        row, column = divmod(index, across)
        x, y = 2 + column * (_WIDTH + _GAP), picture.height + row * (_HEIGHT + _GAP)
        items.append(_box(thing, (x, y), _HEIGHT, f"{_called(thing)}: tied to nothing here"))
    rows = -(-len(alone) // across)
    width = max(picture.width, 2 + across * (_WIDTH + _GAP) - _GAP + 2 if alone else 0)
    height = picture.height + rows * (_HEIGHT + _GAP) - _GAP + 2
    return Scene(width=width, height=height, items=tuple(items), title=title, description=description)


def _box(thing: Thing, corner: Point, height: float, tooltip: str, *, stop: bool = True) -> Group:
    x, y = corner
    middle, left = y + height / 2, x + PADDING + _ICON + 6
    room = _WIDTH - PADDING - 4 - _ICON - 6
    items: tuple[Item, ...] = (
        Box(x=x, y=y, width=_WIDTH, height=height, radius=8, tone="plain" if thing.present else "ghost"),
        Icon(
            x=x + PADDING,
            y=middle - _ICON / 2,
            size=_ICON,
            name=_ICONS.get(thing.kind, "object"),
            tone="accent" if thing.present else "quiet",
        ),
        Text(x=left, y=middle - 4, text=shorten(thing.kind, room, _KIND), size=_KIND, tone="quiet"),
        Text(x=left, y=middle + 13, text=shorten(thing.name, room, TITLE, bold=True), size=TITLE, bold=True),
    )
    return Group(items=items, tooltip=tooltip, marks=("object",), stop=stop)


class _Picture:
    """The things that are tied, in columns, and the lines between them."""

    def __init__(self, found: Relations, tied: Sequence[int], arrows: Sequence[_Arrow]) -> None:
        self._found, self._tied, self._arrows = found, tied, arrows
        index = {thing: place for place, thing in enumerate(tied)}
        self._edges = [(index[arrow.source], index[arrow.target]) for arrow in arrows]
        self._heights = [self._tall(place) for place in range(len(tied))]
        self._layers: Layers = layered(self._heights, self._edges, gap=_GAP, bend=_PORT)
        self._lefts = list(self._columns())
        self._ports = self._spread()
        self.width = self._lefts[-1] + _WIDTH + 2 if tied else 0.0
        self.height = max((self._bottom(place) for place in range(len(self._layers.ranks))), default=-_GAP) + _GAP + 2

    def _tall(self, place: int) -> float:
        """High enough for the lines at its sides."""
        out = sum(source == place for source, _ in self._edges)
        into = sum(target == place for _, target in self._edges)
        return max(_HEIGHT, _PORT * max(out, into) + 8)

    def _bottom(self, place: int) -> float:
        height = self._heights[place] if place < len(self._heights) else _PORT
        return self._layers.middles[place] + height / 2

    def _columns(self) -> Iterator[float]:
        """The left ends of the columns: between two there is room for the longest label."""
        x = 2.0
        for rank in range(max(self._layers.ranks, default=0) + 1):
            yield x
            leaving = [
                text_width(arrow.label, SIZE)
                for arrow, way in zip(self._arrows, self._layers.ways, strict=True)
                if min(self._layers.ranks[way[0]], self._layers.ranks[way[1]]) == rank
            ]
            x += _WIDTH + max(leaving, default=0) + 12 + _SLOPE

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
        start = self._lefts[ranks[way[0]]] + (_WIDTH if forward else 0)
        y = self._ports[way[0], number]
        yield start, y
        yield start + sign * label, y
        for bend in way[1:-1]:
            left = self._lefts[ranks[bend]]
            across = (left, left + _WIDTH) if forward else (left + _WIDTH, left)
            yield from ((x, middles[bend]) for x in across)
        end = self._lefts[ranks[way[-1]]] + (0 if forward else _WIDTH)
        y = self._ports[way[-1], number]
        yield end - sign * 12, y
        yield end, y

    def boxes(self) -> Iterator[Item]:
        """A box for each thing; its tooltip says all its ties."""
        said = defaultdict[int, list[str]](list)
        for arrow in self._arrows:
            said[arrow.source].append(f"{arrow.label} {_called(self._found.things[arrow.target])}")
            said[arrow.target].append(f"{_called(self._found.things[arrow.source])} {arrow.label} it")
        stop = len(self._found.things) <= _MOST_STOPS
        for place, index in enumerate(self._tied):
            thing, height = self._found.things[index], self._heights[place]
            x, y = self._lefts[self._layers.ranks[place]], self._layers.middles[place] - height / 2 + 2
            yield _box(thing, (x, y), height, f"{_called(thing)}: {'; '.join(said[index])}", stop=stop)
