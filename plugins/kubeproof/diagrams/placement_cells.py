"""Many nodes: a small square for each, gathered in groups; for thousands, a square for several nodes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kubeproof.diagrams.blocks import LINE, PADDING, SIZE, TITLE, Row, fitted, text_rows
from kubeproof.diagrams.columns import WIDTH, Part
from kubeproof.diagrams.drawing import NOWHERE, Place
from kubeproof.diagrams.placement_groups import OTHER_REASONS, NodeGroup, Outcome, Spot
from kubeproof.diagrams.placement_words import nodes, pending, plural
from kubeproof.diagrams.scene import Box, Group, Icon, Item, Text, Tone
from kubeproof.diagrams.text import shorten, text_width

LARGE = 150  # above this many nodes a square is too small for an icon
MOST_CELLS = 600
_SCALES = (1, 5, 10, 20, 25, 50, 100)
_TOOLTIPS = 18_000  # how many characters of tooltips a picture may hold
_SHORT_NAME = 30
_SMALL = 9.0
TONES: dict[Outcome, Tone] = {"pod": "solid", "pending": "half", "none": "hollow"}


@dataclass(frozen=True, slots=True)
class Grid:
    """How squares are drawn: their size and step, for how many nodes each stands, and how much a tooltip tells."""

    size: float
    step: float
    scale: int
    reasons: bool
    names: bool

    @property
    def large(self) -> bool:
        """Whether there is room for an icon in a square."""
        return self.size > _SMALL

    @property
    def columns(self) -> int:
        """How many squares are in a row."""
        return int((WIDTH - 2 * PADDING + 1 + self.step - self.size) // self.step)


def grid(found: Sequence[Spot]) -> Grid:
    """The grid for a number of nodes."""
    scale = next((scale for scale in _SCALES if len(found) <= MOST_CELLS * scale), _SCALES[-1])
    size, step = (26.0, 31.0) if len(found) <= LARGE else (_SMALL, 12.0)
    names = sum(len(spot.name) for spot in found) <= _TOOLTIPS
    reasons = names and sum(len(spot.name) + len(spot.reason) for spot in found) <= _TOOLTIPS
    return Grid(size, step, scale, reasons, names)


def cells(group: NodeGroup, layout: Grid, where: Place = NOWHERE) -> Part:
    """A group's name, number and reason, and its squares."""
    reason = _heading(group)
    rows = fitted([Row(reason)], WIDTH, lines=4)
    return Part(_height(group, layout, rows), partial(_paint, group, where, layout, rows))


def _height(group: NodeGroup, layout: Grid, rows: Sequence[Row]) -> float:
    squares = -(-group.count // layout.scale)
    gap = layout.step - layout.size
    return 32 + LINE * len(rows) + layout.step * -(-squares // layout.columns) - gap + PADDING


def _heading(group: NodeGroup) -> str:
    if group.outcome == "pod":
        return "A Pod on each" if group.count > 1 else "A Pod"
    if group.outcome == "pending":
        return f"Pending: {pending(group.reason)}"
    if group.reason == OTHER_REASONS:
        return f"No Pod, {OTHER_REASONS}"
    return f"No Pod: {'it' if group.count == 1 else 'they'} {plural(group.reason, group.count)}"


def _paint(group: NodeGroup, where: Place, layout: Grid, rows: Sequence[Row], y: float) -> tuple[Item, ...]:
    height = _height(group, layout, rows)
    count = nodes(group.count)
    room = WIDTH - 3 * PADDING - text_width(count, SIZE)
    name = shorten(group.name, room, TITLE, bold=True)
    top = y + 32 + LINE * len(rows)
    head = Group(
        items=(
            Box(x=1, y=y + 1, width=WIDTH - 2, height=height - 2, radius=8, tone="surface"),
            Text(x=PADDING, y=y + 23, text=name, size=TITLE, bold=True),
            Text(x=WIDTH - PADDING, y=y + 23, text=count, anchor="end"),
            *text_rows(PADDING, y + 23 + LINE, rows),
        ),
        tooltip=where.told(f"{group.name}, {count}: {_heading(group)}"),
        stop=True,
        link=where.address,
    )
    marks = ("node",) if group.outcome == "none" else ("node", group.outcome)
    squares = tuple(_squares(group, layout, top, marks))
    return (head, Group(items=squares, tone=TONES[group.outcome]))


def _squares(group: NodeGroup, layout: Grid, top: float, marks: tuple[str, ...]) -> Iterator[Item]:
    large = layout.large
    for index, start in enumerate(range(0, group.count, layout.scale)):
        row, column = divmod(index, layout.columns)
        x, y = PADDING + column * layout.step, top + row * layout.step
        tooltip = _tooltip(group.spots[start : start + layout.scale], layout)
        square = Box(
            x=x,
            y=y,
            width=layout.size,
            height=layout.size,
            tone=None,
            radius=5 if large else 0,
            marks=marks,
            tooltip=tooltip,
        )
        yield square
        if large and group.outcome != "none":
            tone: Tone = "inverse" if group.outcome == "pod" else "quiet"
            yield Icon(x=x + 5, y=y + 5, size=16, name="pod", tone=tone)
        if large and group.spots[start].cordoned:
            yield from cordon(x + 15, y - 3)


def cordon(x: float, y: float) -> tuple[Item, ...]:
    """What marks a cordoned node, at its corner."""
    disc = Box(x=x, y=y, width=14, height=14, radius=7, tone="plain")
    return disc, Icon(x=x + 1, y=y + 1, size=12, name="taint", tone="warning")


def _tooltip(members: Sequence[Spot], layout: Grid) -> str:
    first, last = members[0], members[-1]
    if len(members) > 1:
        ends = (shorten(spot.name, _SHORT_NAME * 7, SIZE) for spot in (first, last))
        return f"{' to '.join(ends)}: {nodes(len(members))}"
    name = first.name if layout.names else shorten(first.name, _SHORT_NAME * 7, SIZE)
    name += " (cordoned)" if first.cordoned else ""
    return f"{name}: {first.reason or 'a Pod runs here'}" if layout.reasons else name
