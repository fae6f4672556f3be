"""Reading objects that may be wrong: what is missing or of another type counts as absent."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Object: TypeAlias = Mapping[str, object]

INT64 = range(-(2**63), 2**63)

_EMPTY: Object = {}
# The concrete types first: an abstract one alone is several times slower to ask for.
_MAPPING = (dict, Mapping)
_SEQUENCE = (list, Sequence)


def at(value: object, *path: str) -> object:
    """The value under a path of keys, or None where a key is missing."""
    for key in path:
        if not isinstance(value, _MAPPING):
            return None
        value = value.get(key)
    return value


def mapping(value: object, *path: str) -> Object:
    """The mapping under a path of keys, or an empty one."""
    found = at(value, *path)
    return found if isinstance(found, _MAPPING) else _EMPTY


def sequence(value: object, *path: str) -> Sequence[object]:
    """The list under a path of keys, or an empty one. A string is no list."""
    found = at(value, *path)
    return found if isinstance(found, _SEQUENCE) and not isinstance(found, str | bytes) else ()


def mappings(value: object, *path: str) -> list[Object]:
    """The mappings in the list under a path of keys; items of other types are left out."""
    return [item for item in sequence(value, *path) if isinstance(item, _MAPPING)]


def text(value: object, *path: str, default: str = "") -> str:
    """The string under a path of keys, or the default where it is missing or empty."""
    found = at(value, *path)
    return found if isinstance(found, str) and found else default


def integer(value: object, *path: str) -> int | None:
    """The whole number of at most 64 bits under a path of keys, or None. True and False are no numbers."""
    found = at(value, *path)
    if isinstance(found, bool) or not isinstance(found, int):
        return None
    return found if found in INT64 else None


def strings(value: object, *path: str) -> dict[str, str]:
    """The entries of the map of strings under a path of keys (labels, a nodeSelector).

    A null value is read as an empty string, as the API server does; other types are left out.
    """
    return {
        key: item or ""
        for key, item in mapping(value, *path).items()
        if isinstance(key, str) and (item is None or isinstance(item, str))
    }


def text_list(value: object, *path: str) -> tuple[str, ...]:
    """The strings in the list under a path of keys."""
    return tuple(item for item in sequence(value, *path) if isinstance(item, str))


def name_of(value: object) -> str:
    """The object's metadata.name, or an empty string."""
    return text(value, "metadata", "name")


def namespace_of(value: object) -> str:
    """The object's metadata.namespace; "default" where none is written, as kubectl does."""
    return text(value, "metadata", "namespace", default="default")
