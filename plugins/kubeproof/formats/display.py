"""Lines of a file as a terminal can show them: harmless, of a known width, not too long."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

_LONGEST = 160
_BEFORE = 60
_TAB = 4
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class Marked(NamedTuple):
    """A line and the marks under it, both ready to print."""

    line: str
    marks: str


def printable(text: str) -> str:
    """A text without what a terminal would obey instead of show: controls, and characters that change direction."""
    return text if text.isprintable() else "".join(map(_seen, text))


def clipped(line: str, around: int = 0) -> str:
    """A line, ready to print; one beyond a readable length as far as it is near a character (its offset from 0)."""
    return marked(line, around, around).line


def marked(line: str, start: int, end: int) -> Marked:
    """A line with marks under the characters from `start` up to `end` (offsets from 0), at least one mark."""
    line = line.rstrip("\r")
    start, end = min(start, len(line)), min(end, len(line))
    left = max(0, start - _BEFORE) if len(line) > _LONGEST else 0
    window = line[left : left + _LONGEST]
    cells, widths = _cells(window)
    lead = "…" if left else ""
    tail = "…" if left + _LONGEST < len(line) else ""
    pad = len(lead) + sum(widths[: start - left])
    width = sum(widths[start - left : end - left])
    return Marked(f"{lead}{cells}{tail}", " " * pad + "^" * max(1, width))


def _cells(line: str) -> tuple[str, list[int]]:
    """A line as printed, and how many columns each of its characters takes."""
    if line.isascii() and line.isprintable():
        return line, [1] * len(line)
    shown: list[str] = []
    widths: list[int] = []
    for character in line:
        text = "»".ljust(_TAB - sum(widths) % _TAB) if character == "\t" else _seen(character)
        shown.append(text)
        widths.append(len(text) if character == "\t" else _width(text))
    return "".join(shown), widths


def _seen(character: str) -> str:
    if character < "\x20":
        return chr(0x2400 + ord(character))  # the picture of the control character
    return "\ufffd" if unicodedata.category(character) in _UNSEEN else character


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
