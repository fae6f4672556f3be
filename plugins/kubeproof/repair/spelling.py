"""How far a written word is from a known one: by case, plural, letters, initials and whole words."""

from __future__ import annotations

import re
from functools import lru_cache

from kubeproof.text.nearest import distance, letters

_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SEPARATED = re.compile(r"[^A-Za-z0-9]+")
_PLURAL = 0.3
_BY_LETTERS = {1: 0.05, 2: 0.6}
_INITIALS = 0.6
_LONGER = 1.2
_SHORT = 4
_QUOTE = re.compile(r"[\"']")
_FILLERS = frozenset({"name", "number", "count", "value", "list", "seconds", "policy", "limit", "type", "mode"})


@lru_cache(maxsize=65536)
def unlikeness(written: str, known: str) -> float | None:
    """What it costs to take a written word for a known one; None if they are not alike.

    Nothing for another case or other separators, little for a plural, initials (`RWO` for `ReadWriteOnce`) and single
    letters, more for a word that says the same with one more or less (`timeout` for `timeoutSeconds`).
    """
    one, other = letters(written), letters(known)
    if not one or not other:
        return None
    if one == other:
        return 0
    if one in plurals(other) or other in plurals(one):
        return _PLURAL
    costs = [cost for cost in (_by_letters(one, other), _by_initials(written, known)) if cost is not None]
    return min(costs) if costs else _by_words(written, known)


def plurals(word: str) -> tuple[str, ...]:
    """The plurals that a word may have in English."""
    ies = (f"{word[:-1]}ies",) if word.endswith("y") else ()
    return (f"{word}s", f"{word}es", *ies)


def _by_letters(one: str, other: str) -> float | None:
    """By wrong letters: one in a short word, two in a longer one."""
    most = 1 if min(len(one), len(other)) <= _SHORT else 2
    if abs(len(one) - len(other)) > most or len(other) < most + 1:
        return None
    wrong = distance(one, other)
    return _BY_LETTERS[wrong] if wrong <= most else None


def _by_initials(written: str, known: str) -> float | None:
    """`RWO` for `ReadWriteOnce`."""
    humps = words(known)
    initials = "".join(hump[0] for hump in humps)
    return _INITIALS if len(humps) > 1 and letters(written) == initials.lower() else None


def _by_words(written: str, known: str) -> float | None:
    """One of them is the other with a word more that says little, or all that follows a separator."""
    one, other = words(written), words(known)
    if _QUOTE.search(written):  # its value begins in it
        return None
    if one[: len(other)] == other and len(one) == len(other) + 1:
        apart = _SEPARATED.split(written, maxsplit=1)[0]
        return _LONGER if one[-1] in _FILLERS or letters(apart) == letters(known) else None
    if other[: len(one)] == one and len(other) == len(one) + 1:
        return _LONGER if other[-1] in _FILLERS else None
    return None


def words(name: str) -> list[str]:
    """The words of a name in camel case or with separators, in small letters."""
    return [hump.lower() for hump in _HUMP.findall(name)]
