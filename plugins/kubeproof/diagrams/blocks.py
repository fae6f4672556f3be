"""Parts that all pictures are made of: a box with an icon, a title and lines; chips; badges; rows of small boxes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kubeproof.diagrams.scene import Box, Group, Icon, Item, Text, Tone
from kubeproof.diagrams.text import shorten, shorten_middle, text_width, wrap

PADDING = 10
LINE = 17  # from base line to base line
TITLE = 13
SIZE = 12
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


def block(frame: Box, icon: str, title: str, rows: Sequence[Row], *, tooltip: str = "", added: bool = False) -> Group:
    """A box with an icon and a title, and rows below them; one that was added has a plus at its corner."""
    room = frame.width - 2 * PADDING - _ICON - 2
    left = frame.x + PADDING
    items: list[Item] = [
        frame,
        Icon(x=left, y=frame.y + 8, size=_ICON, name=icon, tone="accent"),
        Text(
            x=left + _ICON + 5,
            y=frame.y + 22,
            text=shorten(title, room, TITLE, bold=True),
            size=TITLE,
            bold=True,
        ),
        *text_rows(left, frame.y + 22 + LINE, rows),
        *(badge(frame.x + frame.width - 4, frame.y + 2, icon="plus") if added else ()),
    ]
    return Group(items=tuple(items), tooltip=" - ".join(filter(None, (title, tooltip))))


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


def chip(x: float, y: float, text: str, width: float, *, icon: str, tone: Tone = "surface") -> Group:
    """A label in a small box that is at most as wide as given; the whole text is its tooltip."""
    shown = _chip_text(text, width)
    return Group(
        items=(
            Box(x=x, y=y, width=chip_width(text, width), height=_CHIP, radius=4, tone=tone),
            Icon(x=x + 6, y=y + 4, size=12, name=icon, tone="warning" if tone == "warning" else "quiet"),
            Text(x=x + 23, y=y + 14, text=shown, mono=True),
        ),
        tooltip=text,
    )


def chip_width(text: str, width: float) -> float:
    """How wide the chip of a text becomes."""
    return text_width(_chip_text(text, width), SIZE, mono=True) + _CHIP_ROOM


def _chip_text(text: str, width: float) -> str:
    # The end matters most: the value of a label, the effect of a taint.
    return shorten_middle(text, width - _CHIP_ROOM, SIZE, tail=14)


def pod_mark(
    x: float, y: float, size: float, *, tone: Tone = "solid", tooltip: str = "", marks: tuple[str, ...]
) -> Group:
    """A Pod: a small box with a parcel in it."""
    ink: Tone = "inverse" if tone == "solid" else "quiet"
    inner = size * 0.68
    return Group(
        items=(
            Box(x=x, y=y, width=size, height=size, radius=size / 4, tone=tone),
            Icon(x=x + (size - inner) / 2, y=y + (size - inner) / 2, size=inner, name="pod", tone=ink),
        ),
        marks=marks,
        tooltip=tooltip,
    )
