"""What a placement is made of: its head, and a card for each node or squares for many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kubeproof.cluster.fields import Object, text
from kubeproof.cluster.placement import place
from kubeproof.cluster.switches import Switch
from kubeproof.diagrams.columns import Part
from kubeproof.diagrams.drawing import DrawingError, Place, Places, nowhere
from kubeproof.diagrams.placement_cards import Card, labelled_cards
from kubeproof.diagrams.placement_cells import cells, grid
from kubeproof.diagrams.placement_fields import asked_labels, asking_field, deciding_field
from kubeproof.diagrams.placement_groups import FEW, NodeGroup, Spot, groups, spots
from kubeproof.diagrams.placement_summary import summary
from kubeproof.diagrams.placement_switches import Switching, check_switches


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How nodes are shown.

    Attributes:
        by: a label of the nodes, such as topology.kubernetes.io/zone, by whose values they are gathered. Without one
            they are gathered by pool, which is a node's name without its number.
        places: where the objects stand, for links to their lines.
        switches: what a reader can turn on each node; the page's script shows what is drawn here.
    """

    by: str | None = None
    places: Places = nowhere
    switches: Sequence[Switch] = field(default=())


@dataclass(frozen=True, slots=True)
class Placed:
    """A DaemonSet with what happens on the nodes, each alone and gathered."""

    daemonset: Object
    view: View
    found: tuple[Spot, ...]
    gathered: tuple[NodeGroup, ...]

    @classmethod
    def of(cls, daemonset: Mapping[str, object], nodes: Sequence[Mapping[str, object]], view: View) -> "Placed":
        """Place the Pods of a DaemonSet.

        Raises:
            DrawingError: the object is no DaemonSet, there are no nodes, or too many for what is wanted.
        """
        kind = text(daemonset, "kind")
        if kind != "DaemonSet":
            found = f", not a {kind}" if kind else ""
            raise DrawingError(f"a placement is drawn of a DaemonSet{found}: name a file with a DaemonSet")
        if not nodes:
            raise DrawingError("there are no nodes to place Pods on: write count, or pools with a count")
        check_switches(len(nodes), view.switches)
        placed = spots(nodes, place(daemonset, nodes))
        return cls(daemonset, view, placed, groups(placed, view.by))

    def parts(self, name: str) -> list[Part]:
        """The parts of the picture, in which the DaemonSet has a name."""
        layout = None if len(self.found) <= FEW else grid(self.found)
        whole = self.view.places(self.daemonset, asking_field(self.daemonset))
        head = summary(name, self.found, layout, whole, switched=bool(self.view.switches))
        if layout:
            return [head, *(cells(group, layout, self._where(group.spots[0])) for group in self.gathered)]
        alone = map(self._card, self.found)
        return [head, *(alone if self.view.by is None else labelled_cards(self.gathered, self._card))]

    def _where(self, spot: Spot) -> Place:
        return self.view.places(spot.node, deciding_field(spot, asked_labels(self.daemonset)))

    def _card(self, spot: Spot) -> Part:
        asked = asked_labels(self.daemonset)
        if self.view.switches:
            return Switching(self.daemonset, self.view.switches, asked).card(spot.node, self._where(spot))
        return Card.of(spot, asked, self._where(spot)).part()
