"""Puts parts below each other in columns of one width: beside each other on a wide page, stacked on a narrow one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from kubeproof.diagrams.scene import Item

WIDTH = 328
_GAP = 12

# Draws a part from a height on.
Painter: TypeAlias = Callable[[float], tuple[Item, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a column: its height, and what paints it."""

    height: float
    paint: Painter


def two_columns(parts: Sequence[Part]) -> tuple[tuple[Part, ...], ...]:
    """Split parts, in their order, into two columns of about the same height; one part makes one column."""
    cuts = range(1, len(parts))
    if not cuts:
        return (tuple(parts),)
    cut = min(cuts, key=lambda index: max(column_height(parts[:index]), column_height(parts[index:])))
    return tuple(parts[:cut]), tuple(parts[cut:])


def level(columns: Sequence[Sequence[Part]]) -> list[list[Part]]:
    """The same columns with parts of one number at one height, so that they can be compared; if they have as many."""
    if len(set(map(len, columns))) > 1:
        return [list(column) for column in columns]
    rows = list(zip(*columns, strict=True))
    heights = [max(part.height for part in row) for row in rows]
    return [[replace(part, height=height) for part, height in zip(column, heights, strict=True)] for column in columns]


def column_height(parts: Sequence[Part]) -> float:
    """The height of parts below each other."""
    return sum(part.height for part in parts) + _GAP * (len(parts) - 1)


def paint_column(parts: Sequence[Part], y: float = 0) -> tuple[Item, ...]:
    """The items of parts below each other, from a height on."""
    items = list[Item]()
    for part in parts:
        items += part.paint(y)
        y += part.height + _GAP
    return tuple(items)
