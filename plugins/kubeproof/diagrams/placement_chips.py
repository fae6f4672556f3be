"""A node's labels, taints and switches as chips."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kubeproof.cluster.fields import strings
from kubeproof.cluster.switches import CORDONED, Switch
from kubeproof.cluster.tolerations import node_taints
from kubeproof.diagrams.blocks import PADDING, Chip, chip
from kubeproof.diagrams.columns import WIDTH
from kubeproof.diagrams.placement_fields import keeps_away
from kubeproof.diagrams.placement_groups import Spot
from kubeproof.diagrams.scene import Box, Group, Item, Tone

CHIP_ROW = 25
_KNOB = 26.0
_MOST = 3  # of labels, and of taints
_ROOM = WIDTH - 2 * PADDING
# Labels that every node has tell nothing, unless the Pod asks for them.
_COMMON = ("kubernetes.io/", "beta.kubernetes.io/", "node.kubernetes.io/")


@dataclass(frozen=True, slots=True)
class Chips:
    """Chips from left to right, in as many rows as they need: the row, x and the chip itself."""

    placed: tuple[tuple[int, float, Chip], ...]

    @property
    def height(self) -> float:
        """The height of all rows."""
        return CHIP_ROW * (1 + max((row for row, *_ in self.placed), default=-1))

    def paint(self, y: float) -> Iterator[Item]:
        """The chips from a height on; a reader can turn those that are switches."""
        for row, x, item in self.placed:
            top = y + row * CHIP_ROW
            drawn = chip(x, top, item, _ROOM)
            knob = _knob(x + item.width(_ROOM) + 6, top, on="on" in item.marks)
            yield Group(items=(drawn, knob), marks=item.marks) if item.marks else drawn


def chips(spot: Spot, asked: Sequence[str], switched: Sequence[Switch]) -> Chips:
    """The chips of a node.

    Args:
        spot: the node, and what happens on it.
        asked: the labels that the DaemonSet speaks of, which come before others.
        switched: what the reader can turn, which comes first and stays when it is off.
    """
    placed, row, x = list[tuple[int, float, Chip]](), 0, float(PADDING)
    for item in (*(_switch(spot, each) for each in switched), *_others(spot, asked, {each.text for each in switched})):
        width = item.width(_ROOM)
        room = width + (_KNOB + 6 if item.marks else 0)
        if x > PADDING and x + room > WIDTH - PADDING:
            row, x = row + 1, float(PADDING)
        placed.append((row, x, item))
        x += width + 6 + (_KNOB + 8 if item.marks else 0)
    return Chips(tuple(placed))


def _switch(spot: Spot, switch: Switch) -> Chip:
    icon = "label" if switch.kind == "label" else "taint"
    if switch.is_on(spot.node):
        return Chip(switch.text, icon, _tone(spot, switch.text), marks=("switch", "on"))
    return Chip(switch.text, icon, "ghost", marks=("switch", "absent"))


def _knob(x: float, y: float, *, on: bool) -> Group:
    """A switch as telephones have it; only a page with the script shows it."""
    track = Box(x=x, y=y + 3, width=_KNOB, height=14, radius=7, tone="solid" if on else "hollow")
    knob = Box(x=x + (_KNOB - 12 if on else 2), y=y + 5, width=10, height=10, radius=5, tone="plain")
    return Group(items=(track, knob), marks=("knob",))


def _others(spot: Spot, asked: Sequence[str], known: set[str]) -> Iterator[Chip]:
    """Labels and taints, and whether the node is cordoned."""
    labels = strings(spot.node, "metadata", "labels")
    telling = [key for key in labels if not key.startswith(_COMMON) or key in asked]
    telling.sort(key=lambda key: key not in asked)
    said = [f"{key}={labels[key]}" if labels[key] else key for key in telling]
    yield from _most([Chip(text, "label") for text in said if text not in known])
    taints = [str(taint) for taint in node_taints(spot.node)]
    yield from _most([Chip(text, "taint", _tone(spot, text)) for text in taints if text not in known])
    if spot.cordoned and CORDONED not in known:
        yield Chip(CORDONED, "taint")


def _most(found: Sequence[Chip]) -> Iterator[Chip]:
    """The first chips, and how many there are besides."""
    yield from found[:_MOST]
    rest = found[_MOST:]
    if rest:
        yield Chip(f"+{len(rest)}", rest[0].icon)


def _tone(spot: Spot, taint: str) -> Tone:
    """A taint that keeps the Pod away stands out; one that the Pod tolerates does not."""
    return "warning" if keeps_away(spot, taint) else "surface"
