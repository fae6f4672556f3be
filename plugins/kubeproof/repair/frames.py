"""The maps and lists that are open at a line, followed by the eye from line to line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kubeproof.manifest.path import FieldPath
    from kubeproof.repair.outline import Line

_DEEPEST = 50  # no manifest has so many lists in lists


@dataclass(slots=True)
class Frame:
    """A map or a list that is open at some line.

    Attributes:
        sort: which of the two.
        column: where its keys or dashes stand, from 0.
        path: the field that it is the value of.
        line: the number of the line that opened it.
        keys: the first line of each key of the map, later ones among them, since the frames of all lines share it.
        size: how many items the list has.
        pending: the map's last key, if nothing followed it yet; for a list, whether its item is still empty.
    """

    sort: Literal["map", "list"]
    column: int
    path: FieldPath
    line: int
    pending: str | None = None
    keys: dict[str, int] = field(default_factory=dict)
    size: int = 0

    def copy(self) -> Frame:
        """The frame as it is now."""
        return Frame(self.sort, self.column, self.path, self.line, self.pending, self.keys, self.size)

    def has(self, key: str, before: int) -> bool:
        """Whether the map has a key on a line before one."""
        return self.keys.get(key, before) < before


def enter(frames: list[Frame], line: Line) -> None:
    """Bring the open maps and lists up to date with an entry; a line that fits nowhere leaves them as they are."""
    for column in line.dashes[:_DEEPEST]:
        _enter_item(frames, column, line.number)
    if line.key is not None:
        _enter_key(frames, line)
    elif line.dashes and frames and not line.content.endswith("-"):
        frames[-1].pending = None


def _enter_item(frames: list[Frame], column: int, number: int) -> None:
    while frames and frames[-1].column > column:
        frames.pop()
    top = frames[-1] if frames else None
    if top and top.sort == "list" and top.column == column:
        top.size += 1
        top.pending = ""
        return
    if top and top.sort == "map" and top.pending is None and top.column == column and len(frames) > 1:
        return
    path: FieldPath = (*top.path, *_pending_step(top)) if top else ()
    if top:
        top.pending = None
    frames.append(Frame("list", column, path, number, "", size=1))


def _enter_key(frames: list[Frame], line: Line) -> None:
    key = line.key or ""
    column = line.column
    while frames and (frames[-1].column > column or (frames[-1].sort == "list" and frames[-1].column >= column)):
        frames.pop()
    top = frames[-1] if frames else None
    if top is None or top.column < column:
        path: FieldPath = (*top.path, *_pending_step(top)) if top else ()
        if top:
            top.pending = None
        top = Frame("map", column, path, line.number)
        frames.append(top)
    top.keys.setdefault(key, line.number)
    top.pending = key if line.opens else None


def _pending_step(frame: Frame) -> tuple[str | int, ...]:
    if frame.sort == "list":
        return (frame.size - 1,)
    return (frame.pending,) if frame.pending is not None else ("?",)
