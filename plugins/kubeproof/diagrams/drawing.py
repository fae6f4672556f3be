"""What the functions of this package return."""

from dataclasses import dataclass


class DrawingError(ValueError):
    """An input of which there is no picture; the message says what is wrong and what to write instead."""


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
        file: the picture as a file of its own, one SVG that follows the system's light and dark.
    """

    svg: str
    title: str
    description: str
    table: Table
    file: str
