"""The known word that somebody most likely meant."""

from __future__ import annotations

import difflib
from functools import lru_cache
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


@lru_cache(maxsize=16384)
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


_SHORT = 4


def misspelt(word: str, known: Iterable[str]) -> str | None:
    """The one known word that a word is a typing mistake of; None if there is none or it could be several.

    Another case or separator is one, and so are one wrong letter in a short word and two in a longer one.
    """
    bare = letters(word)
    limit = 1 if len(bare) <= _SHORT else 2
    best: list[tuple[int, str]] = []
    for candidate in known:
        plain = letters(candidate)
        if abs(len(plain) - len(bare)) <= limit and len(plain) > limit and _share_letters(bare, plain, limit):
            apart = distance(bare, plain)
            if apart <= limit:
                best.append((apart, candidate))
    best.sort()
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return best[0][1]


def _share_letters(one: str, other: str, limit: int) -> bool:
    """A quick test that passes whatever is within a distance: so many letters of one are not in the other."""
    return len(set(one) - set(other)) <= limit and len(set(other) - set(one)) <= limit
