"""The head of a placement: the DaemonSet, on how many nodes its Pods run, and what the squares mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kubeproof.diagrams.blocks import LINE, PADDING, SIZE, TITLE, Row, fitted, text_rows
from kubeproof.diagrams.columns import WIDTH, Part
from kubeproof.diagrams.drawing import NOWHERE, Place
from kubeproof.diagrams.placement_cells import TONES, Grid
from kubeproof.diagrams.placement_choice import choice
from kubeproof.diagrams.placement_groups import ORDER, Outcome, Spot
from kubeproof.diagrams.placement_words import headline, nodes
from kubeproof.diagrams.scene import Box, Group, Icon, Item, Text
from kubeproof.diagrams.text import shorten, text_width

_LEGEND: dict[Outcome, str] = {"pod": "a Pod", "pending": "Pending", "none": "no Pod"}


def summary(
    name: str, found: Sequence[Spot], layout: Grid | None, where: Place = NOWHERE, *, switched: bool = False
) -> Part:
    """What the DaemonSet is called, the count in large letters, a bar, and what the squares mean.

    Args:
        name: how the picture calls the DaemonSet.
        found: what happens on each node.
        layout: how the squares are drawn; None if each node has a card.
        where: where the DaemonSet stands.
        switched: whether all counts are drawn, of which the page shows one.
    """
    notes = list[Row]()
    if layout and layout.scale > 1:
        notes.append(Row(f"One square is up to {nodes(layout.scale)}"))
    cordoned = sum(spot.cordoned for spot in found)
    if layout and layout.large and cordoned:
        notes.append(Row(f"cordoned: {cordoned:,}", icon="taint"))
    rows = fitted(notes, WIDTH)
    height = (116 if layout else 86) + LINE * len(rows)
    counts = {outcome: sum(spot.outcome == outcome for spot in found) for outcome in ORDER}
    return Part(height, partial(_paint, _Head(name, where, counts, rows, layout is not None, switched)))


@dataclass(frozen=True, slots=True)
class _Head:
    name: str
    where: Place
    counts: Mapping[Outcome, int]
    notes: tuple[Row, ...]
    legend: bool
    switched: bool


def _paint(what: _Head, y: float) -> tuple[Item, ...]:
    head = (
        Icon(x=2, y=y + 4, size=20, name="pod", tone="accent"),
        Text(x=30, y=y + 19, text=shorten(what.name, WIDTH - 36, TITLE, bold=True), size=TITLE, bold=True),
    )
    return (
        Group(items=head, tooltip=what.where.told(what.name), link=what.where.address),
        *(_every_count(what.counts, y) if what.switched else _count(what.counts, y)),
        *(_legend(what.counts, y + 90) if what.legend else ()),
        *text_rows(2, y + 122, what.notes),
    )


def _count(counts: Mapping[Outcome, int], y: float) -> tuple[Item, ...]:
    """On how many nodes there is a Pod, in large letters and as a bar."""
    total = sum(counts.values())
    return _large(f"A Pod on {headline(counts['pod'], total)}", y + 50), *_bar(counts, total, y + 64)


def _every_count(counts: Mapping[Outcome, int], y: float) -> tuple[Item, ...]:
    """The same for every number of Pods that there can be."""
    total, now = sum(counts.values()), counts["pod"]
    every = [counts if number == now else _without_pending(number, total) for number in range(total + 1)]
    drawn = [_count(each, y) for each in every]
    return (choice(drawn, now, "counts"),)


def _without_pending(pods: int, total: int) -> Mapping[Outcome, int]:
    return {"pod": pods, "pending": 0, "none": total - pods}


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
