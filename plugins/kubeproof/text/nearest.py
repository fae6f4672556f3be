"""The known word that somebody most likely meant."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like a mistyped one, or None if none is like it; case and separators weigh nothing."""
    by_letters: dict[str, str] = {}
    for candidate in known:
        by_letters.setdefault(letters(candidate), candidate)
    matches = difflib.get_close_matches(letters(word), by_letters, n=1, cutoff=0.75)
    return by_letters[matches[0]] if matches else None


def letters(word: str) -> str:
    """A name without case and separators, for comparing spellings."""
    return "".join(character for character in word.lower() if character.isalnum())


def distance(one: str, other: str) -> int:
    """How many letters have to be added, dropped, replaced or swapped with their neighbour to get from one to another.

    Source: the optimal string alignment distance of Damerau and Levenshtein.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, opposite in enumerate(other, 1):
            cost = min(current[-1] + 1, last[column] + 1, last[column - 1] + (letter != opposite))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == opposite:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]
