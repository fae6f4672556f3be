"""The changes that repairs make one after the other, as edits of the text that the author wrote."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from itertools import accumulate
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
        self._ends: list[int] | None = None

    def apply(self, edits: Iterable[Edit], step: int) -> None:
        """Make edits of the current text in the name of a step."""
        pieces: list[_Kept | _New] = []
        left = deque(self._pieces)
        at = 0
        for edit in sorted(edits):
            at += _move(left, pieces, edit.start - at)
            replaced: list[_Kept | _New] = []
            at += _move(left, replaced, edit.end - at)
            steps = (piece.steps for piece in replaced if isinstance(piece, _New))
            pieces.append(_New(edit.text, frozenset({step}).union(*steps)))
        self._pieces = [*pieces, *left]
        self.text = "".join(self._text_of(piece) for piece in self._pieces)
        self._ends = None

    def _text_of(self, piece: _Kept | _New) -> str:
        return piece.text if isinstance(piece, _New) else self.original[piece.start : piece.end]

    def origin(self, offset: int) -> int:
        """Where in the original text a place of the current text is; for new text, the place it was put at."""
        if self._ends is None:
            self._ends = list(accumulate(map(_size, self._pieces)))
        number = bisect_right(self._ends, offset)
        if number == len(self._pieces):
            return len(self.original)
        piece = self._pieces[number]
        if isinstance(piece, _Kept):
            return piece.end - (self._ends[number] - offset)
        before = (each.end for each in reversed(self._pieces[:number]) if isinstance(each, _Kept))
        return next(before, 0)

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


def _move(left: deque[_Kept | _New], pieces: list[_Kept | _New], size: int) -> int:
    """Move so many characters from the front of some pieces to the end of others, and what is empty behind them."""
    moved = 0
    while left and moved + _size(left[0]) <= size:
        pieces.append(left.popleft())
        moved += _size(pieces[-1])
    if left and moved < size:
        pieces.append(_slice(left[0], 0, size - moved))
        left.appendleft(_slice(left.popleft(), size - moved, None))
        moved = size
    return moved


def _slice(piece: _Kept | _New, low: int, high: int | None) -> _Kept | _New:
    if isinstance(piece, _New):
        return piece._replace(text=piece.text[low:high])
    return _Kept(piece.start + low, piece.end if high is None else piece.start + high)
