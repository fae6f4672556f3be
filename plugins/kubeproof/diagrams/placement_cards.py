"""Few nodes: a card for each with its name, labels and taints, and the Pod or the reason why there is none."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TypeAlias

from kubeproof.cluster.fields import strings
from kubeproof.cluster.tolerations import node_taints
from kubeproof.diagrams.blocks import LINE, PADDING, SIZE, TITLE, Chip, Row, chip, fitted, pod_mark, text_rows
from kubeproof.diagrams.columns import WIDTH, Part, column_height, paint_column
from kubeproof.diagrams.drawing import NOWHERE, Place
from kubeproof.diagrams.placement_fields import keeps_away
from kubeproof.diagrams.placement_groups import NodeGroup, Outcome, Spot
from kubeproof.diagrams.placement_words import nodes, pending
from kubeproof.diagrams.scene import Box, Group, Icon, Item, Text, Tone
from kubeproof.diagrams.text import shorten, text_width

_MOST_CHIPS = 3  # of labels, and of taints
_CHIP_ROW = 25
_HEAD = 40
_HEADING = 22
_TONES: dict[Outcome, Tone] = {"pod": "accent", "pending": "half", "none": "ghost"}
_STATES: dict[Outcome, str] = {"pod": "Pod", "pending": "Pending", "none": "no Pod"}
# Labels that every node has tell nothing, unless the Pod asks for them.
_COMMON = ("kubernetes.io/", "beta.kubernetes.io/", "node.kubernetes.io/")


def card(spot: Spot, asked: Sequence[str], where: Place = NOWHERE) -> Part:
    """The card of a node; asked are the labels that the DaemonSet speaks of, which come first."""
    chips = _placed_chips(_chips(spot, asked))
    rows = fitted([Row(_sentence(spot))], WIDTH, lines=5) if spot.reason else ()
    return Part(_height(chips, rows), partial(_paint, spot, where, chips, rows))


def labelled_cards(
    gathered: Sequence[NodeGroup], asked: Sequence[str], where: Callable[[Spot], Place]
) -> Iterator[Part]:
    """The cards of all groups of one name together, with the name above them."""
    for name, same in groupby(gathered, key=lambda group: group.name):
        found = [spot for group in same for spot in group.spots]
        cards = [card(spot, asked, where(spot)) for spot in found]
        heading = Part(_HEADING, partial(_paint_heading, name, nodes(len(found))))
        yield Part(column_height([heading, *cards]), partial(paint_column, [heading, *cards]))


def _paint_heading(name: str, count: str, y: float) -> tuple[Item, ...]:
    shown = shorten(name, _ROOM - text_width(count, SIZE), TITLE, bold=True)
    text = Text(x=2, y=y + _HEADING - 4, text=shown, size=TITLE, bold=True)
    return text, Text(x=WIDTH - 2, y=y + _HEADING - 4, text=count, anchor="end")


_Placed: TypeAlias = tuple[int, float, Chip]  # the row, x and the chip itself
_ROOM = WIDTH - 2 * PADDING


def _chips(spot: Spot, asked: Sequence[str]) -> Iterator[Chip]:
    """A node's labels and taints, and whether it is cordoned."""
    labels = strings(spot.node, "metadata", "labels")
    telling = [key for key in labels if not key.startswith(_COMMON) or key in asked]
    telling.sort(key=lambda key: key not in asked)
    taints = [Chip(str(taint), "taint", _taint_tone(spot, str(taint))) for taint in node_taints(spot.node)]
    yield from _most([Chip(f"{key}={labels[key]}" if labels[key] else key, "label") for key in telling])
    yield from _most(taints)
    if spot.cordoned:
        yield Chip("cordoned", "taint")


def _most(chips: Sequence[Chip]) -> Iterator[Chip]:
    """The first chips, and how many there are besides."""
    yield from chips[:_MOST_CHIPS]
    rest = chips[_MOST_CHIPS:]
    if rest:
        yield Chip(f"+{len(rest)}", rest[0].icon)


def _taint_tone(spot: Spot, taint: str) -> Tone:
    """A taint that keeps the Pod away stands out; one that the Pod tolerates does not."""
    return "warning" if keeps_away(spot, taint) else "surface"


def _placed_chips(chips: Iterator[Chip]) -> tuple[_Placed, ...]:
    """The chips from left to right, in as many rows as they need."""
    placed, row, x = list[_Placed](), 0, float(PADDING)
    for item in chips:
        width = item.width(_ROOM)
        if x > PADDING and x + width > WIDTH - PADDING:
            row, x = row + 1, float(PADDING)
        placed.append((row, x, item))
        x += width + 6
    return tuple(placed)


def _sentence(spot: Spot) -> str:
    words = pending(spot.reason) if spot.outcome == "pending" else spot.reason
    return f"{words[0].upper()}{words[1:]}"


def _chips_end(chips: Sequence[_Placed]) -> float:
    return _HEAD + _CHIP_ROW * (1 + max((row for row, *_ in chips), default=-1))


def _height(chips: Sequence[_Placed], rows: Sequence[Row]) -> float:
    return _chips_end(chips) + (LINE * len(rows) + 8 if rows else 4)


def _paint(spot: Spot, where: Place, chips: Sequence[_Placed], rows: Sequence[Row], y: float) -> tuple[Item, ...]:
    frame = Box(x=1, y=y + 1, width=WIDTH - 2, height=_height(chips, rows) - 2, radius=8, tone=_TONES[spot.outcome])
    state = _STATES[spot.outcome]
    right = WIDTH - PADDING - (28 if spot.outcome != "none" else 0)
    room = right - text_width(state, SIZE, bold=True) - 12 - 36
    items: tuple[Item, ...] = (
        frame,
        Icon(x=PADDING, y=y + 10, size=20, name="node", tone="plain" if spot.outcome == "pod" else "quiet"),
        Text(x=36, y=y + 25, text=shorten(spot.name, room, 14, bold=True), size=14, bold=True),
        Text(x=right, y=y + 25, text=state, bold=spot.outcome == "pod", anchor="end", tone="plain"),
        *_mark(spot, y),
        *(chip(x, y + _HEAD + row * _CHIP_ROW, item, _ROOM) for row, x, item in chips),
        *text_rows(PADDING, y + _chips_end(chips) + 13, rows),
    )
    told = where.told(_tooltip(spot))
    return (Group(items=items, marks=("node",), tooltip=told, stop=True, link=where.address),)


def _mark(spot: Spot, y: float) -> tuple[Item, ...]:
    if spot.outcome == "none":
        return ()
    tone: Tone = "solid" if spot.outcome == "pod" else "half"
    frame = Box(x=WIDTH - PADDING - 22, y=y + 9, width=22, height=22, tone=tone, marks=(spot.outcome,))
    return (pod_mark(frame),)


def _tooltip(spot: Spot) -> str:
    return f"{spot.name}: {spot.reason or 'a Pod runs here'}"
