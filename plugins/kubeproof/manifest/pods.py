"""Reading Pods that may be wrong: what is missing or of another type counts as absent, as null does for the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kubeproof.manifest.path import FieldPath

Fields = dict[str, Any]

CONTAINER_LISTS = ("initContainers", "containers", "ephemeralContainers")
SIDECAR = "Always"


def part(value: object, *names: str) -> Fields:
    """The map under a path of keys, or an empty one."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def has(value: Fields, name: str) -> bool:
    """Whether a field is set at all; an empty map or list is."""
    return value.get(name) is not None


def items(value: Fields, name: str) -> list[Any]:
    """The list in a field, or an empty one."""
    found = value.get(name)
    return found if isinstance(found, list) else []


def entries(value: Fields, name: str) -> list[tuple[int, Fields]]:
    """The maps in the list in a field, with their indexes."""
    found = value.get(name)
    if not isinstance(found, list):
        return []
    return [(index, item) for index, item in enumerate(found) if isinstance(item, dict)]


def text(value: Fields, name: str) -> str:
    """The string in a field, or an empty one."""
    found = value.get(name)
    return found if isinstance(found, str) else ""


def number(value: Fields, name: str) -> int | None:
    """The whole number in a field, or None; true and false are no numbers."""
    found = value.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def containers(spec: Fields, *lists: str) -> list[tuple[FieldPath, Fields]]:
    """The containers of a PodSpec with their paths below it: of all lists, or of the named ones."""
    names = lists or CONTAINER_LISTS
    return [((name, index), container) for name in names for index, container in entries(spec, name)]
