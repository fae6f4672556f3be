"""Few nodes: a card for each with its name, labels and taints, and the Pod or the reason why there is none."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from kubeproof.cluster.switches import Switch
from kubeproof.diagrams.blocks import LINE, PADDING, SIZE, TITLE, Row, fitted, pod_mark, text_rows
from kubeproof.diagrams.columns import WIDTH, Part, column_height, paint_column
from kubeproof.diagrams.drawing import NOWHERE, Place
from kubeproof.diagrams.placement_chips import Chips, chips
from kubeproof.diagrams.placement_groups import NodeGroup, Outcome, Spot
from kubeproof.diagrams.placement_words import nodes, pending
from kubeproof.diagrams.scene import Box, Group, Icon, Item, Text, Tone
from kubeproof.diagrams.text import shorten, text_width

_HEAD = 40
_HEADING = 22
_TONES: dict[Outcome, Tone] = {"pod": "accent", "pending": "half", "none": "ghost"}
_STATES: dict[Outcome, str] = {"pod": "Pod", "pending": "Pending", "none": "no Pod"}


@dataclass(frozen=True, slots=True)
class Card:
    """A node as a card.

    Attributes:
        spot: the node, and what happens on it.
        chips: its labels, taints and switches.
        rows: why there is no Pod.
        where: where the node stands.
    """

    spot: Spot
    chips: Chips
    rows: tuple[Row, ...] = field(default=())
    where: Place = NOWHERE

    @classmethod
    def of(cls, spot: Spot, asked: Sequence[str], where: Place = NOWHERE, switched: Sequence[Switch] = ()) -> "Card":
        """The card of a node; see `chips` for what was asked and what can be switched."""
        rows = fitted([Row(_sentence(spot))], WIDTH, lines=5) if spot.reason else ()
        return cls(spot, chips(spot, asked, switched), rows, where)

    @property
    def height(self) -> float:
        """How high the card must be."""
        return _HEAD + self.chips.height + (LINE * len(self.rows) + 8 if self.rows else 4)

    def part(self) -> Part:
        """The card in a column."""
        return Part(self.height, partial(self.paint, self.height))

    def paint(self, height: float, y: float) -> tuple[Item, ...]:
        """The card, made as high as it is told."""
        drawn, spot = tuple(self.chips.paint(y + _HEAD)), self.spot
        switched = [item for item in drawn if isinstance(item, Group) and item.marks]
        items: tuple[Item, ...] = (
            Box(x=1, y=y + 1, width=WIDTH - 2, height=height - 2, radius=8, tone=_TONES[spot.outcome]),
            *self._head(y),
            *(item for item in drawn if item not in switched),
            *text_rows(PADDING, y + _HEAD + self.chips.height + 13, self.rows),
        )
        told = self.where.told(f"{spot.name}: {spot.reason or 'a Pod runs here'}")
        whole = Group(items=items, marks=("node",), tooltip=told, stop=True, link=self.where.address)
        return (whole, *switched)

    def _head(self, y: float) -> Iterator[Item]:
        """The node's name, and the Pod."""
        spot, state, runs = self.spot, _STATES[self.spot.outcome], self.spot.outcome == "pod"
        right = WIDTH - PADDING - (28 if spot.outcome != "none" else 0)
        room = right - text_width(state, SIZE, bold=True) - 12 - 36
        yield Icon(x=PADDING, y=y + 10, size=20, name="node", tone="plain" if runs else "quiet")
        yield Text(x=36, y=y + 25, text=shorten(spot.name, room, 14, bold=True), size=14, bold=True)
        yield Text(x=right, y=y + 25, text=state, bold=runs, anchor="end")
        if spot.outcome != "none":
            tone: Tone = "solid" if runs else "half"
            frame = Box(x=WIDTH - PADDING - 22, y=y + 9, width=22, height=22, tone=tone, marks=(spot.outcome,))
            yield pod_mark(frame)


def labelled_cards(gathered: Sequence[NodeGroup], draw: Callable[[Spot], Part]) -> Iterator[Part]:
    """The cards of all groups of one name together, with the name above them."""
    for name, same in groupby(gathered, key=lambda group: group.name):
        cards = [draw(spot) for group in same for spot in group.spots]
        heading = Part(_HEADING, partial(_paint_heading, name, nodes(len(cards))))
        yield Part(column_height([heading, *cards]), partial(paint_column, [heading, *cards]))


def _paint_heading(name: str, count: str, y: float) -> tuple[Item, ...]:
    shown = shorten(name, WIDTH - 2 * PADDING - text_width(count, SIZE), TITLE, bold=True)
    text = Text(x=2, y=y + _HEADING - 4, text=shown, size=TITLE, bold=True)
    return text, Text(x=WIDTH - 2, y=y + _HEADING - 4, text=count, anchor="end")


def _sentence(spot: Spot) -> str:
    words = pending(spot.reason) if spot.outcome == "pending" else spot.reason
    return f"{words[0].upper()}{words[1:]}"
