"""Regular expressions as Go reads them: what RE2 does not know.

Only what is surely wrong is named; a rare mistake may pass.

Source: https://pkg.go.dev/regexp/syntax
"""

from __future__ import annotations

import re

_GROUP = re.compile(r"\?(?:P?<(?P<name>\w+)>|[imsU]*(?:-[imsU]+)?[:)])")
_ESCAPES = frozenset("aftnrvxpPdDsSwWbBAzEC0")
_REFERENCE = re.compile(r"\\(?:[89]|[1-7](?![0-7]))")
_REPEAT = re.compile(r"[*+?]|\{\d+(?:,\d*)?\}")
_CLASS = re.compile(r"\[\^?+\]?+(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]", re.DOTALL)
_LOOKS = ("?=", "?!", "?<=", "?<!")
_LITERAL = "\\Q"


def pattern_fault(pattern: str) -> str | None:
    """What is wrong with a regular expression, or None."""
    if _LITERAL in pattern:
        return None
    place, depth, can_repeat = 0, 0, False
    while place < len(pattern):
        step = _step(pattern, place, can_repeat=can_repeat)
        if isinstance(step, str):
            return step
        place, change, can_repeat = step
        depth += change
        if depth < 0:
            return 'has a ")" without a "("'
    return 'has a "(" without a ")"' if depth else None


def _step(pattern: str, place: int, *, can_repeat: bool) -> tuple[int, int, bool] | str:
    """The next place, how many groups deeper it is, and whether what is before it can be repeated; or a fault."""
    char = pattern[place]
    if char == "\\":
        return _escape(pattern, place)
    if char == "[":
        found = _CLASS.match(pattern, place)
        return (found.end(), 0, True) if found else 'has a "[" without a "]"'
    if char == "(":
        return _group(pattern, place + 1)
    if char == ")":
        return place + 1, -1, True
    if repeat := _REPEAT.match(pattern, place):
        end = repeat.end()
        lazy = pattern.startswith("?", end)
        return (end + lazy, 0, False) if can_repeat else f'has nothing before "{repeat[0]}" that could be repeated'
    return place + 1, 0, char != "|"


def _escape(pattern: str, place: int) -> tuple[int, int, bool] | str:
    letter = pattern[place + 1 : place + 2]
    if not letter:
        return "ends in a single backslash"
    if _REFERENCE.match(pattern, place):
        return f'uses "\\{letter}": Go\'s regular expressions have no references'
    if letter.isascii() and letter.isalpha() and letter not in _ESCAPES:
        return f'uses "\\{letter}", which Go\'s regular expressions do not know'
    return place + 2, 0, True


def _group(pattern: str, place: int) -> tuple[int, int, bool] | str:
    if not pattern.startswith("?", place):
        return place, 1, False
    if pattern.startswith(_LOOKS, place):
        return "looks ahead or behind, which Go's regular expressions cannot"
    found = _GROUP.match(pattern, place)
    if found is None:
        return 'has a group "(?" of a kind that Go\'s regular expressions do not know'
    only_flags = found[0].endswith(")")
    return found.end(), 0 if only_flags else 1, only_flags
