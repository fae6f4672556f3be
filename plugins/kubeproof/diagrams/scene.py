"""A picture as values: boxes, texts, lines and icons, in pixels from the upper left corner."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Tone: TypeAlias = Literal[
    "plain",  # an outlined box, ordinary text
    "quiet",  # of second rank
    "surface",  # a filled background
    "accent",  # what the picture is about
    "solid",  # filled with the accent
    "inverse",  # drawn upon a solid box
    "ghost",  # absent: dashed and hollow
    "hollow",  # empty
    "half",  # on its way
    "warning",  # in the way
    "edge",  # a border between two worlds
]
Anchor: TypeAlias = Literal["start", "middle", "end"]
Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle. Marks are words by which pages and tests find it again."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone | None = "plain"
    radius: float = 0
    marks: tuple[str, ...] = ()
    tooltip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A line of text; x is its anchor, y its base line."""

    x: float
    y: float
    text: str
    size: float = 12
    tone: Tone = "plain"
    bold: bool = False
    mono: bool = False
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through points, with an arrow's head at its end if it has one."""

    points: tuple[Point, ...]
    tone: Tone = "plain"
    dashed: bool = False
    head: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """One of the icons of `icons.ICONS`, in a square."""

    x: float
    y: float
    size: float
    name: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items that belong together: they share a tooltip, marks and, where they have none of their own, the tone.

    The keyboard stops at a group that is a stop or a link, and a screen reader says its tooltip.
    """

    items: "tuple[Item, ...]"
    tone: Tone | None = None
    marks: tuple[str, ...] = ()
    tooltip: str = ""
    stop: bool = False
    link: str = ""


Item: TypeAlias = Box | Text | Line | Icon | Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One picture with its size, its title and, for those who cannot see it, its description."""

    width: float
    height: float
    items: tuple[Item, ...]
    title: str
    description: str


def walk(items: Sequence[Item]) -> Iterator[Item]:
    """All items, those in groups too; a group comes before what is in it."""
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from walk(item.items)
