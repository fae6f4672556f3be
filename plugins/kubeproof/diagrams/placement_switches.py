"""Nodes with switches: a card for each state that a node can be in, of which the page shows one.

All states are worked out here by the model. What a page does with them needs no knowledge of Kubernetes: it shows
another one of the drawings that are there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

from kubeproof.cluster.fields import Object
from kubeproof.cluster.placement import place
from kubeproof.cluster.switches import Switch
from kubeproof.diagrams.columns import Part
from kubeproof.diagrams.drawing import DrawingError, Place
from kubeproof.diagrams.placement_cards import Card
from kubeproof.diagrams.placement_choice import choice
from kubeproof.diagrams.placement_groups import spots

MOST_NODES = 12
MOST_SWITCHES = 3


@dataclass(frozen=True, slots=True)
class Switching:
    """What a reader of the page can turn on the nodes of a DaemonSet."""

    daemonset: Mapping[str, object]
    switches: Sequence[Switch]
    asked: Sequence[str]

    def card(self, node: Object, where: Place) -> Part:
        """The card of a node, once for each combination of switches; the first switch is the lowest digit."""
        states = [tuple(reversed(state)) for state in product((False, True), repeat=len(self.switches))]
        now = states.index(tuple(switch.is_on(node) for switch in self.switches))
        nodes = [self._in_state(node, state) for state in states]
        found = spots(nodes, place(self.daemonset, nodes))
        cards = [Card.of(spot, self.asked, where, self.switches) for spot in found]
        height = max(card.height for card in cards)
        drawn = [partial(card.paint, height) for card in cards]
        return Part(height, lambda y: (choice([paint(y) for paint in drawn], now, "choice"),))

    def _in_state(self, node: Object, state: Sequence[bool]) -> Object:
        for switch, on in zip(self.switches, state, strict=True):
            node = node if switch.is_on(node) == on else switch.turned(node, on=on)
        return node


def check_switches(count: int, switches: Sequence[Switch]) -> None:
    """See that there is a picture of so many nodes with these switches.

    Raises:
        DrawingError: there are too many of them.
    """
    if switches and count > MOST_NODES:
        raise DrawingError(f"a picture with switches has room for {MOST_NODES} nodes, and these are {count:,}")
    if len(switches) > MOST_SWITCHES:
        raise DrawingError(f"a picture has room for {MOST_SWITCHES} switches, and these are {len(switches)}")
