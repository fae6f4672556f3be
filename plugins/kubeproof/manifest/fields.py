"""Reads fields of values that may have any type: what does not fit is passed over, as if it were not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kubeproof.manifest.path import FieldPath

_EMPTY: tuple[Any, ...] = (None, "", [], {})


def is_empty(value: Mapping[str, Any], name: str) -> bool:
    """Whether a field is missing, null, or an empty text, list or map: the same for most fields of the API."""
    return value.get(name) in _EMPTY


def text(value: Mapping[str, Any], name: str) -> str:
    """A field's text; empty if it has none."""
    found = value.get(name)
    return found if isinstance(found, str) else ""


def number(value: Mapping[str, Any], name: str) -> int | None:
    """A field's whole number; None if it has none."""
    found = value.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def child(value: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The map at the end of a way of fields; empty if there is none."""
    found: Any = value
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def texts(value: Mapping[str, Any], name: str) -> list[tuple[int, str]]:
    """The texts in a field's list, each with its place; null counts as an empty text, as it does for the server."""
    return [(index, item or "") for index, item in _items(value, name) if item is None or isinstance(item, str)]


def maps(value: Mapping[str, Any], name: str) -> list[tuple[int, dict[str, Any]]]:
    """The maps in a field's list, each with its place."""
    return [(index, item) for index, item in _items(value, name) if isinstance(item, dict)]


def entries(value: Mapping[str, Any], name: str) -> list[tuple[str, dict[str, Any]]]:
    """The maps in a field's map, each with its key."""
    found = value.get(name)
    items = found.items() if isinstance(found, dict) else ()
    return [(key, item) for key, item in items if isinstance(key, str) and isinstance(item, dict)]


def repeated(items: Iterable[tuple[FieldPath, str]]) -> Iterator[tuple[FieldPath, FieldPath, str]]:
    """Texts that stand a second time: the place, the place of the first one, and the text; empty ones aside."""
    first: dict[str, FieldPath] = {}
    for path, item in items:
        if item in first:
            yield path, first[item], item
        elif item:
            first[item] = path


def _items(value: Mapping[str, Any], name: str) -> Iterable[tuple[int, Any]]:
    found = value.get(name)
    return enumerate(found) if isinstance(found, list) else ()
