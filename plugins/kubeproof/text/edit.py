"""Changes to a text, as a few replaced runs of characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Edit(NamedTuple):
    """Replace the characters from `start` up to `end` (offsets from 0, half-open) by `text`."""

    start: int
    end: int
    text: str


class OverlapError(ValueError):
    """Two edits want to change the same characters."""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits.

    Raises:
        OverlapError: if two edits touch the same characters, or one lies outside the text.
    """
    parts: list[str] = []
    at = 0
    for edit in sorted(edits):
        if edit.start < at or edit.end < edit.start or edit.end > len(text):
            raise OverlapError(f"edit at {edit.start} overlaps another one or leaves the text")
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def original_offset(offset: int, edits: Iterable[Edit]) -> int:
    """Where a place in the edited text was before the edits (a place inside new text: where that was put)."""
    shift = 0
    for edit in sorted(edits):
        start = edit.start + shift
        if offset < start:
            break
        if offset < start + len(edit.text):
            return min(edit.start + (offset - start), max(edit.end - 1, edit.start))
        shift += len(edit.text) - (edit.end - edit.start)
    return offset - shift
