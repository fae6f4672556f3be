"""Reads values that may be wrong: what is missing, null or of another type counts as absent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Fields = dict[str, Any]


def at(value: object, *path: str) -> Any:  # noqa: ANN401 - any YAML value
    """The value under a path of keys; None if a key is missing."""
    for key in path:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def mapping(value: object, *path: str) -> Fields:
    """The map under a path of keys; an empty one if there is none."""
    found = at(value, *path)
    return found if isinstance(found, dict) else {}


def sequence(value: object, *path: str) -> list[Any]:
    """The list under a path of keys; an empty one if there is none."""
    found = at(value, *path)
    return found if isinstance(found, list) else []


def mappings(value: object, *path: str) -> Iterator[tuple[int, Fields]]:
    """The maps in the list under a path of keys, with their places in it; an empty item is an empty map."""
    for index, item in enumerate(sequence(value, *path)):
        if item is None or isinstance(item, dict):
            yield index, item or {}


def text(value: object, *path: str) -> str:
    """The text under a path of keys; the empty one if there is none."""
    found = at(value, *path)
    return found if isinstance(found, str) else ""


def texts(value: object, *path: str) -> Iterator[tuple[int, str]]:
    """The texts in the list under a path of keys, with their places in it."""
    yield from ((index, item) for index, item in enumerate(sequence(value, *path)) if isinstance(item, str))


def integer(value: object, *path: str) -> int | None:
    """The whole number under a path of keys, or None. True and False are no numbers."""
    found = at(value, *path)
    return found if isinstance(found, int) and not isinstance(found, bool) else None
