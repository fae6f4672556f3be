"""What a value holds at whatever depth, found in one walk, so that nobody looks for what is not there."""

from __future__ import annotations

from typing import Any, NamedTuple


class Survey(NamedTuple):
    """What a value holds.

    Attributes:
        keys: the keys of all its maps.
        has_empty: whether one of its values is null, an empty text or an empty list.
        has_null: whether one of its values is null.
    """

    keys: frozenset[str]
    has_empty: bool
    has_null: bool


def survey(value: Any) -> Survey:  # noqa: ANN401 - any YAML value
    """The keys of a value, and whether something in it is empty."""
    keys: set[str] = set()
    has_empty = has_null = False
    waiting = [value] if isinstance(value, (dict, list)) else []
    while waiting:
        holder = waiting.pop()
        if isinstance(holder, dict):
            keys.update(holder)
        for each in holder.values() if isinstance(holder, dict) else holder:
            if isinstance(each, (dict, list)):
                waiting.append(each)
                has_empty = has_empty or each == []
            elif each is None:
                has_null = True
            elif each == "":
                has_empty = True
    return Survey(frozenset(keys), has_empty or has_null, has_null)
