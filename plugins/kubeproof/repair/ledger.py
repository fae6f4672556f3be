"""The changes that repairs make one after the other, as edits of the text that the author wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable


class _Kept(NamedTuple):
    """A run of the original text."""

    start: int
    end: int


class _New(NamedTuple):
    """Text that steps put in, or the empty text where they took some away."""

    text: str
    steps: frozenset[int]


class Change(NamedTuple):
    """An edit of the original text, and the steps that had a part in it."""

    edit: Edit
    steps: frozenset[int]


class Ledger:
    """A text under repair that remembers where each of its characters came from."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = text
        self._pieces: list[_Kept | _New] = [_Kept(0, len(text))] if text else []

    def apply(self, edits: Iterable[Edit], step: int) -> None:
        """Make edits of the current text in the name of a step."""
        for edit in sorted(edits, reverse=True):
            self._replace(edit, step)
            self.text = self.text[: edit.start] + edit.text + self.text[edit.end :]

    def _replace(self, edit: Edit, step: int) -> None:
        before: list[_Kept | _New] = []
        after: list[_Kept | _New] = []
        steps = {step}
        at = 0
        for piece in self._pieces:
            end = at + _size(piece)
            if end <= edit.start:
                before.append(piece)
            elif at >= edit.end:
                after.append(piece)
            else:
                before += _slice(piece, 0, edit.start - at)
                after += _slice(piece, edit.end - at, end - at)
                steps |= piece.steps if isinstance(piece, _New) else set()
            at = end
        self._pieces = [*before, _New(edit.text, frozenset(steps)), *after]

    def origin(self, offset: int) -> int:
        """Where in the original text a place of the current text is; for new text, the place it was put at."""
        at = last = 0
        for piece in self._pieces:
            size = _size(piece)
            if isinstance(piece, _Kept):
                if offset < at + size:
                    return piece.start + offset - at
                last = piece.end
            elif offset < at + size:
                return last
            at += size
        return len(self.original)

    def changes(self) -> list[Change]:
        """All changes as edits of the original text, in order, none overlapping another."""
        found: list[Change] = []
        last, text, steps = 0, "", set[int]()
        for piece in [*self._pieces, _Kept(len(self.original), len(self.original))]:
            if isinstance(piece, _New):
                text += piece.text
                steps |= piece.steps
                continue
            if steps and (text or piece.start > last):
                found.append(Change(Edit(last, piece.start, text), frozenset(steps)))
            last, text, steps = piece.end, "", set()
        return found


def _size(piece: _Kept | _New) -> int:
    return piece.end - piece.start if isinstance(piece, _Kept) else len(piece.text)


def _slice(piece: _Kept | _New, low: int, high: int) -> list[_Kept | _New]:
    if low >= high:
        return []
    if isinstance(piece, _Kept):
        return [_Kept(piece.start + low, piece.start + high)]
    return [_New(piece.text[low:high], piece.steps)]
