"""Draws on which nodes a DaemonSet's Pods run, and why not on the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kubeproof.cluster.fields import name_of, text
from kubeproof.cluster.placement import place
from kubeproof.diagrams.blocks import LINE, PADDING, SIZE, TITLE, Row, fitted, text_rows
from kubeproof.diagrams.columns import WIDTH, Part, column_height, paint_column, two_columns
from kubeproof.diagrams.drawing import Drawing, DrawingError, Table
from kubeproof.diagrams.placement_cards import asked_labels, card, labelled_cards
from kubeproof.diagrams.placement_cells import TONES, Grid, cells, grid
from kubeproof.diagrams.placement_groups import ORDER, NodeGroup, Outcome, Spot, groups, spots
from kubeproof.diagrams.placement_words import headline, nodes, placement_sentence, placement_table
from kubeproof.diagrams.scene import Box, Group, Icon, Item, Scene, Text
from kubeproof.diagrams.svg import write_file, write_page
from kubeproof.diagrams.text import shorten, text_width

FEW = 12
_LEGEND: dict[Outcome, str] = {"pod": "a Pod", "pending": "Pending", "none": "no Pod"}


def draw_placement(
    daemonset: Mapping[str, object],
    nodes: Sequence[Mapping[str, object]],
    *,
    identifier: str = "kubeproof",
    by: str | None = None,
) -> Drawing:
    """Draw on which nodes a DaemonSet's Pods run.

    Args:
        daemonset: a DaemonSet as parsed from YAML.
        nodes: Node objects, such as those of `kubeproof.cluster.nodes.nodes_from`.
        identifier: the beginning of every id in the SVG; unique on its page.
        by: a label of the nodes, such as topology.kubernetes.io/zone, by whose values they are gathered. Without
            one they are gathered by pool, which is a node's name without its number.

    Returns:
        The picture, with the same facts as a sentence and as a table.

    Raises:
        DrawingError: the object is no DaemonSet, or there are no nodes.
    """
    one = _placed(daemonset, nodes, by)
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
) -> Drawing:
    """Draw beside each other on which of the same nodes the Pods of several DaemonSets run.

    Args:
        daemonsets: DaemonSets as parsed from YAML, by what the picture calls them, such as the names of their files.
        nodes: as for `draw_placement`.
        identifier: as for `draw_placement`.
        by: as for `draw_placement`.

    Returns:
        The picture, with the same facts as sentences and as a table.

    Raises:
        DrawingError: an object is no DaemonSet, or there are no nodes.
    """
    placed = {name: _placed(daemonset, nodes, by) for name, daemonset in daemonsets.items()}
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


def _placed(daemonset: Mapping[str, object], nodes: Sequence[Mapping[str, object]], by: str | None) -> _Placed:
    _drawable(daemonset, nodes)
    found = spots(nodes, place(daemonset, nodes))
    return _Placed(daemonset, found, groups(found, by))


def _drawable(daemonset: Mapping[str, object], nodes: Sequence[Mapping[str, object]]) -> None:
    kind = text(daemonset, "kind")
    if kind != "DaemonSet":
        found = f", not a {kind}" if kind else ""
        raise DrawingError(f"a placement is drawn of a DaemonSet{found}: name a file with a DaemonSet")
    if not nodes:
        raise DrawingError("there are no nodes to place Pods on: write count, or pools with a count")


def _parts(placed: _Placed, name: str, by: str | None) -> list[Part]:
    found = placed.found
    if len(found) <= FEW:
        asked = asked_labels(placed.daemonset)
        cards = (card(spot, asked) for spot in found) if by is None else labelled_cards(placed.gathered, asked)
        return [_summary(name, found, None), *cards]
    layout = grid(found)
    return [_summary(name, found, layout), *(cells(group, layout) for group in placed.gathered)]


def _scenes(parts: Sequence[Part], title: str, description: str) -> tuple[Scene, ...]:
    return tuple(
        _scene(column, title if index == 0 else f"{title}, continued", description)
        for index, column in enumerate(two_columns(parts))
    )


def _scene(parts: Sequence[Part], title: str, description: str) -> Scene:
    height, items = column_height(parts), paint_column(parts)
    return Scene(width=WIDTH, height=height, items=items, title=title, description=description)


def _summary(name: str, found: Sequence[Spot], layout: Grid | None) -> Part:
    """What the DaemonSet is called, the count in large letters, a bar, and what the squares mean."""
    notes = list[Row]()
    if layout and layout.scale > 1:
        notes.append(Row(f"One square is up to {nodes(layout.scale)}"))
    cordoned = sum(spot.cordoned for spot in found)
    if layout and layout.large and cordoned:
        notes.append(Row(f"cordoned: {cordoned:,}", icon="taint"))
    rows = fitted(notes, WIDTH)
    height = (116 if layout else 86) + LINE * len(rows)
    return Part(height, partial(_paint_summary, name, found, layout, rows))


def _paint_summary(
    name: str, found: Sequence[Spot], layout: Grid | None, rows: Sequence[Row], y: float
) -> tuple[Item, ...]:
    counts = {outcome: sum(spot.outcome == outcome for spot in found) for outcome in ORDER}
    head = (
        Icon(x=2, y=y + 4, size=20, name="pod", tone="accent"),
        Text(x=30, y=y + 19, text=shorten(name, WIDTH - 36, TITLE, bold=True), size=TITLE, bold=True),
        _large(f"A Pod on {headline(counts['pod'], len(found))}", y + 50),
    )
    bar = tuple(_bar(counts, len(found), y + 64))
    legend = tuple(_legend(counts, y + 90)) if layout else ()
    return (Group(items=head, tooltip=name), *bar, *legend, *text_rows(2, y + 122, rows))


def _large(words: str, y: float) -> Text:
    """Words as large as there is room for."""
    sizes = (size for size in (20, 18, 16) if text_width(words, size, bold=True) <= WIDTH - 4)
    return Text(x=2, y=y, text=words, size=next(sizes, 14), bold=True)


def _bar(counts: Mapping[Outcome, int], total: int, y: float) -> list[Item]:
    """The shares of the outcomes as a bar; what there is at all can be seen."""
    shown = [outcome for outcome in ORDER if counts[outcome]]
    room = WIDTH - 4 - 4 * len(shown) - 3 * (len(shown) - 1)
    bar, x = list[Item](), 2.0
    for outcome in shown:
        width = 4 + room * counts[outcome] / total
        label = f"{_LEGEND[outcome]}: {nodes(counts[outcome])}"
        bar.append(Box(x=x, y=y, width=width, height=12, radius=3, tone=TONES[outcome], tooltip=label))
        x += width + 3
    return bar


def _legend(counts: Mapping[Outcome, int], y: float) -> list[Item]:
    items, x = list[Item](), 2.0
    for outcome in ORDER:
        if not counts[outcome]:
            continue
        label = f"{_LEGEND[outcome]}: {counts[outcome]:,}"
        items.append(Box(x=x, y=y, width=13, height=13, radius=3, tone=TONES[outcome]))
        items.append(Text(x=x + 19, y=y + 11, text=label))
        x += 19 + text_width(label, SIZE) + PADDING + 8
    return items
