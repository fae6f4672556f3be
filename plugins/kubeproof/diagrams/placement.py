"""Draws on which nodes a DaemonSet's Pods run, and why not on the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kubeproof.cluster.fields import name_of, text
from kubeproof.cluster.placement import place
from kubeproof.diagrams.columns import WIDTH, Part, column_height, paint_column, two_columns
from kubeproof.diagrams.drawing import Drawing, DrawingError, Place, Places, Table, nowhere
from kubeproof.diagrams.placement_cards import card, labelled_cards
from kubeproof.diagrams.placement_cells import cells, grid
from kubeproof.diagrams.placement_fields import asked_labels, asking_field, deciding_field
from kubeproof.diagrams.placement_groups import NodeGroup, Spot, groups, spots
from kubeproof.diagrams.placement_summary import summary
from kubeproof.diagrams.placement_words import placement_sentence, placement_table
from kubeproof.diagrams.scene import Scene
from kubeproof.diagrams.svg import write_file, write_page

FEW = 12


def draw_placement(
    daemonset: Mapping[str, object],
    nodes: Sequence[Mapping[str, object]],
    *,
    identifier: str = "kubeproof",
    by: str | None = None,
    places: Places = nowhere,
) -> Drawing:
    """Draw on which nodes a DaemonSet's Pods run.

    Args:
        daemonset: a DaemonSet as parsed from YAML.
        nodes: Node objects, such as those of `kubeproof.cluster.nodes.nodes_from`.
        identifier: the beginning of every id in the SVG; unique on its page.
        by: a label of the nodes, such as topology.kubernetes.io/zone, by whose values they are gathered. Without
            one they are gathered by pool, which is a node's name without its number.
        places: where the objects stand, for links to their lines.

    Returns:
        The picture, with the same facts as a sentence and as a table.

    Raises:
        DrawingError: the object is no DaemonSet, or there are no nodes.
    """
    one = _placed(daemonset, nodes, by, places)
    title, description = f"DaemonSet {name_of(daemonset)} on {len(one.found):,} nodes", placement_sentence(one.found)
    scenes = _scenes(_parts(one, f"DaemonSet {name_of(daemonset)}", by), title, description)
    return Drawing(
        svg=write_page(scenes, identifier),
        title=title,
        description=description,
        table=placement_table(one.found, one.gathered),
        file=write_file(scenes, identifier, title, description),
    )


def compare_placements(
    daemonsets: Mapping[str, Mapping[str, object]],
    nodes: Sequence[Mapping[str, object]],
    *,
    identifier: str = "kubeproof",
    by: str | None = None,
    places: Places = nowhere,
) -> Drawing:
    """Draw beside each other on which of the same nodes the Pods of several DaemonSets run.

    Args:
        daemonsets: DaemonSets as parsed from YAML, by what the picture calls them, such as the names of their files.
        nodes: as for `draw_placement`.
        identifier: as for `draw_placement`.
        by: as for `draw_placement`.
        places: as for `draw_placement`.

    Returns:
        The picture, with the same facts as sentences and as a table.

    Raises:
        DrawingError: an object is no DaemonSet, or there are no nodes.
    """
    placed = {name: _placed(daemonset, nodes, by, places) for name, daemonset in daemonsets.items()}
    names = list(placed)
    title = f"{', '.join(names[:-1])} and {names[-1]} on {len(nodes):,} nodes"
    sentences = {name: placement_sentence(one.found) for name, one in placed.items()}
    description = " ".join(f"{name}: {sentence}" for name, sentence in sentences.items())
    tables = {name: placement_table(one.found, one.gathered) for name, one in placed.items()}
    scenes = [
        _scene(_parts(one, name, by), f"{name} on {len(nodes):,} nodes", sentences[name])
        for name, one in placed.items()
    ]
    rows = tuple((name, *row) for name, table in tables.items() for row in table.rows)
    return Drawing(
        svg=write_page(scenes, identifier),
        title=title,
        description=description,
        table=Table(("DaemonSet", *tables[names[0]].headers), rows),
        file=write_file(scenes, identifier, title, description),
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A DaemonSet with what happens on the nodes, each alone and gathered."""

    daemonset: Mapping[str, object]
    found: tuple[Spot, ...]
    gathered: tuple[NodeGroup, ...]
    places: Places


def _placed(
    daemonset: Mapping[str, object], nodes: Sequence[Mapping[str, object]], by: str | None, places: Places = nowhere
) -> _Placed:
    _drawable(daemonset, nodes)
    found = spots(nodes, place(daemonset, nodes))
    return _Placed(daemonset, found, groups(found, by), places)


def _drawable(daemonset: Mapping[str, object], nodes: Sequence[Mapping[str, object]]) -> None:
    kind = text(daemonset, "kind")
    if kind != "DaemonSet":
        found = f", not a {kind}" if kind else ""
        raise DrawingError(f"a placement is drawn of a DaemonSet{found}: name a file with a DaemonSet")
    if not nodes:
        raise DrawingError("there are no nodes to place Pods on: write count, or pools with a count")


def _parts(placed: _Placed, name: str, by: str | None) -> list[Part]:
    found, asked = placed.found, asked_labels(placed.daemonset)
    layout = None if len(found) <= FEW else grid(found)
    head = summary(name, found, layout, placed.places(placed.daemonset, asking_field(placed.daemonset)))

    def where(spot: Spot) -> Place:
        return placed.places(spot.node, deciding_field(spot, asked))

    if layout:
        return [head, *(cells(group, layout, where(group.spots[0])) for group in placed.gathered)]
    alone = (card(spot, asked, where(spot)) for spot in found)
    return [head, *(alone if by is None else labelled_cards(placed.gathered, asked, where))]


def _scenes(parts: Sequence[Part], title: str, description: str) -> tuple[Scene, ...]:
    return tuple(
        _scene(column, title if index == 0 else f"{title}, continued", description)
        for index, column in enumerate(two_columns(parts))
    )


def _scene(parts: Sequence[Part], title: str, description: str) -> Scene:
    height, items = column_height(parts), paint_column(parts)
    return Scene(width=WIDTH, height=height, items=items, title=title, description=description)
