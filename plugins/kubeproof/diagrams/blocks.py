"""Parts that all pictures are made of: a box with an icon, a title and lines; chips; badges; rows of small boxes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kubeproof.diagrams.drawing import NOWHERE, Place
from kubeproof.diagrams.scene import Box, Group, Icon, Item, Text, Tone
from kubeproof.diagrams.text import shorten, shorten_middle, text_width, wrap

PADDING = 10
LINE = 17  # from base line to base line
TITLE = 13
SIZE = 12
TIP = "tip"  # the mark of what is only seen while the keyboard stops there
_ICON = 18
_CHIP = 20
_CHIP_ROOM = 29  # beside the text: the icon and the margins


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a block; mono for what stands in a manifest. A mono row is shortened, another is wrapped."""

    text: str
    mono: bool = False
    icon: str = ""
    tone: Tone = "plain"

    @property
    def indent(self) -> float:
        """The room that the icon takes."""
        return 18 if self.icon else 0


def block_height(rows: Sequence[Row]) -> float:
    """The height of a block with these rows."""
    return 34 + LINE * len(rows) + (3 if rows else 0)


def fitted(rows: Sequence[Row], width: float, *, lines: int = 3) -> tuple[Row, ...]:
    """The rows of a block of a width, each of them one line."""
    inner = width - 2 * PADDING
    return tuple(
        replace(row, text=line)
        for row in rows
        for line in (
            (shorten(row.text, inner - row.indent, SIZE, mono=True),)
            if row.mono
            else wrap(row.text, inner - row.indent, SIZE, lines=lines)
        )
    )


def block(frame: Box, icon: str, title: str, rows: Sequence[Row], place: Place = NOWHERE) -> Group:
    """A box with an icon and a title, and rows below them.

    Title, tooltip and place together become the tooltip of all of it. With the keyboard it is shown upon the block.
    """
    room = frame.width - 2 * PADDING - _ICON - 2
    left = frame.x + PADDING
    items: list[Item] = [
        replace(frame, tooltip=""),
        Icon(x=left, y=frame.y + 8, size=_ICON, name=icon, tone="accent"),
        Text(
            x=left + _ICON + 5,
            y=frame.y + 22,
            text=shorten(title, room, TITLE, bold=True),
            size=TITLE,
            bold=True,
        ),
        *text_rows(left, frame.y + 22 + LINE, rows),
        *(_tip(replace(frame, tooltip=place.told(frame.tooltip))) if frame.tooltip or place.name else ()),
    ]
    told = place.told(": ".join(filter(None, (title, frame.tooltip))))
    return Group(items=tuple(items), tooltip=told, stop=True, link=place.address)


def _tip(frame: Box) -> Iterator[Group]:
    """A block's tooltip upon its lower end: the tooltips of browsers need a mouse."""
    rows = fitted([Row(frame.tooltip)], frame.width, lines=8)
    height = LINE * len(rows) + 12
    top = max(0.0, frame.y + frame.height - height)
    panel = Box(x=frame.x, y=top, width=frame.width, height=height, radius=8, tone="accent")
    yield Group(items=(panel, *text_rows(frame.x + PADDING, top + 20, rows)), marks=(TIP,))


def text_rows(x: float, y: float, rows: Sequence[Row]) -> Iterator[Item]:
    """Rows below each other; y is the first base line."""
    for index, row in enumerate(rows):
        base = y + LINE * index
        if row.icon:
            tone: Tone = "warning" if row.icon == "cross" else "quiet"
            yield Icon(x=x, y=base - 10.5, size=13, name=row.icon, tone=tone)
        yield Text(x=x + row.indent, y=base, text=row.text, mono=row.mono, tone=row.tone)


def badge(x: float, y: float, *, text: str = "", icon: str = "") -> tuple[Item, ...]:
    """A small disc around a point, with a character or an icon in it."""
    tone: Tone = "solid" if icon else "accent"
    disc = Box(x=x - 8, y=y - 8, width=16, height=16, radius=8, tone=tone)
    if icon:
        return (disc, Icon(x=x - 6, y=y - 6, size=12, name=icon, tone="inverse"))
    return (disc, Text(x=x, y=y + 4.5, text=text, bold=True, anchor="middle"))


def centred(x: float, y: float, lines: Sequence[str], tone: Tone = "plain") -> Iterator[Text]:
    """Lines of text around a vertical axis; y is the first base line."""
    for index, line in enumerate(lines):
        yield Text(x=x, y=y + 15 * index, text=line, anchor="middle", tone=tone)


@dataclass(frozen=True, slots=True)
class Chip:
    """A label or a taint in a small box; a long one loses some of its middle and keeps it in its tooltip."""

    text: str
    icon: str
    tone: Tone = "surface"
    marks: tuple[str, ...] = ()

    def shown(self, room: float) -> str:
        """The text in a chip that is at most as wide as the room."""
        # The end matters most: the value of a label, the effect of a taint.
        return shorten_middle(self.text, room - _CHIP_ROOM, SIZE, tail=14)

    def width(self, room: float) -> float:
        """The width of the chip."""
        return text_width(self.shown(room), SIZE, mono=True) + _CHIP_ROOM


def chip(x: float, y: float, what: Chip, room: float) -> Group:
    """A chip that is at most as wide as the room."""
    ink: Tone = "warning" if what.tone == "warning" else "quiet"
    return Group(
        items=(
            Box(x=x, y=y, width=what.width(room), height=_CHIP, radius=4, tone=what.tone),
            Icon(x=x + 6, y=y + 4, size=12, name=what.icon, tone=ink),
            Text(x=x + 23, y=y + 14, text=what.shown(room), mono=True),
        ),
        tooltip=what.text,
    )


def pod_mark(frame: Box) -> Group:
    """A Pod: a parcel in a square box; its marks and its tooltip are those of the box."""
    ink: Tone = "inverse" if frame.tone == "solid" else "quiet"
    inner = round(frame.width * 0.68)
    inset = (frame.width - inner) / 2
    return Group(
        items=(
            replace(frame, radius=frame.width / 4, marks=(), tooltip=""),
            Icon(x=frame.x + inset, y=frame.y + inset, size=inner, name="pod", tone=ink),
        ),
        marks=frame.marks,
        tooltip=frame.tooltip,
    )
