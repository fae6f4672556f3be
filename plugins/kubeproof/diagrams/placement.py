"""Draws on which nodes a DaemonSet's Pods run, and why not on the others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kubeproof.cluster.fields import name_of
from kubeproof.diagrams.columns import WIDTH, Part, column_height, level, paint_column, two_columns
from kubeproof.diagrams.drawing import Drawing, Table
from kubeproof.diagrams.placement_parts import Placed, View
from kubeproof.diagrams.placement_words import placement_sentence, placement_table
from kubeproof.diagrams.scene import Scene
from kubeproof.diagrams.svg import write_file, write_page

_DEFAULT = View()


def draw_placement(
    daemonset: Mapping[str, object],
    nodes: Sequence[Mapping[str, object]],
    view: View = _DEFAULT,
    *,
    identifier: str = "kubeproof",
) -> Drawing:
    """Draw on which nodes a DaemonSet's Pods run.

    Args:
        daemonset: a DaemonSet as parsed from YAML.
        nodes: Node objects, such as those of `kubeproof.cluster.nodes.nodes_from`.
        view: how the nodes are shown.
        identifier: the beginning of every id in the SVG; unique on its page.

    Returns:
        The picture, with the same facts as a sentence and as a table.

    Raises:
        DrawingError: the object is no DaemonSet, there are no nodes, or too many for what is wanted.
    """
    one, name = Placed.of(daemonset, nodes, view), f"DaemonSet {name_of(daemonset)}"
    title, description = f"{name} on {len(one.found):,} nodes", placement_sentence(one.found)
    scenes = _scenes(one.parts(name), title, description)
    # Nothing can be switched in a file.
    alone = _scenes(replace(one, view=replace(view, switches=())).parts(name), title, description)
    return Drawing(
        svg=write_page(scenes, identifier),
        title=title,
        description=description,
        table=placement_table(one.found, one.gathered),
        switches=bool(view.switches),
        file=write_file(alone, identifier, title, description),
    )


def compare_placements(
    daemonsets: Mapping[str, Mapping[str, object]],
    nodes: Sequence[Mapping[str, object]],
    view: View = _DEFAULT,
    *,
    identifier: str = "kubeproof",
) -> Drawing:
    """Draw beside each other on which of the same nodes the Pods of several DaemonSets run.

    Args:
        daemonsets: DaemonSets as parsed from YAML, by what the picture calls them, such as the names of their files.
        nodes: as for `draw_placement`.
        view: as for `draw_placement`.
        identifier: as for `draw_placement`.

    Returns:
        The picture, with the same facts as sentences and as a table.

    Raises:
        DrawingError: as for `draw_placement`.
    """
    placed = {name: Placed.of(daemonset, nodes, view) for name, daemonset in daemonsets.items()}
    names = list(placed)
    title = f"{', '.join(names[:-1])} and {names[-1]} on {len(nodes):,} nodes"
    sentences = {name: placement_sentence(one.found) for name, one in placed.items()}
    description = " ".join(f"{name}: {sentence}" for name, sentence in sentences.items())
    tables = {name: placement_table(one.found, one.gathered) for name, one in placed.items()}
    columns = level([one.parts(name) for name, one in placed.items()])
    scenes = [
        _scene(column, f"{name} on {len(nodes):,} nodes", sentences[name])
        for name, column in zip(names, columns, strict=True)
    ]
    rows = tuple((name, *row) for name, table in tables.items() for row in table.rows)
    return Drawing(
        svg=write_page(scenes, identifier),
        title=title,
        description=description,
        captions=sentences,
        table=Table(("DaemonSet", *tables[names[0]].headers), rows),
        file=write_file(scenes, identifier, title, description),
    )


def _scenes(parts: Sequence[Part], title: str, description: str) -> tuple[Scene, ...]:
    return tuple(
        _scene(column, title if index == 0 else f"{title}, continued", description)
        for index, column in enumerate(two_columns(parts))
    )


def _scene(parts: Sequence[Part], title: str, description: str) -> Scene:
    height, items = column_height(parts) + 1, paint_column(parts)  # room for the whole of the last line
    return Scene(width=WIDTH, height=height, items=items, title=title, description=description)
