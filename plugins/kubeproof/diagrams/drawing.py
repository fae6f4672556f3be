"""What the functions of this package return."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


class DrawingError(ValueError):
    """An input of which there is no picture; the message says what is wrong and what to write instead."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a manifest: an address for a link, and what a reader calls it (web.yaml:12)."""

    address: str = ""
    name: str = ""

    def told(self, words: str) -> str:
        """Words of a tooltip with the place behind them."""
        return " · ".join(filter(None, (words, self.name)))


NOWHERE = Place()
# Says of an object and the path of a field where it stands; an empty place if nobody knows.
Places: TypeAlias = Callable[[Mapping[str, object], tuple[str | int, ...]], Place]


def nowhere(_value: Mapping[str, object], _path: tuple[str | int, ...]) -> Place:
    """The places of objects that stand in no file."""
    return NOWHERE


@dataclass(frozen=True, slots=True)
class Table:
    """The facts of a picture in rows, each as long as the headers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that is ready for a page.

    Attributes:
        svg: the picture as HTML: one SVG, or several in a box that puts them beside each other where there is room.
        title: what it shows, in a few words.
        description: the same in a sentence.
        table: the same as a table.
        captions: where several things are compared, the sentence about each.
        switches: whether a reader can turn something in it, if the page has the script for it.
        file: the picture as a file of its own, one SVG that follows the system's light and dark.
    """

    svg: str
    title: str
    description: str
    table: Table
    file: str
    captions: Mapping[str, str] = field(default_factory=dict)
    switches: bool = False
