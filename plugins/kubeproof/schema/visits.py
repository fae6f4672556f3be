"""Finds the values of given types inside an object without looking at the rest of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema.catalog import Catalog, Schema

Way = tuple[Literal["one", "list", "map"], str]
_PREFIX = "#/$defs/"
_GROUP = -3


@cache
def short_name(definition: str) -> str:
    """`core.Container` of `io.k8s.api.core.v1.Container`: the group and the type, for all its versions."""
    parts = definition.split(".")
    return f"{parts[_GROUP]}.{parts[-1]}" if len(parts) >= -_GROUP else definition


class Visits:
    """The ways through the types of a catalog that lead to some wanted ones."""

    def __init__(self, catalog: Catalog, wanted: frozenset[str]) -> None:
        self._catalog = catalog
        self._wanted = wanted
        self._ways: dict[str, dict[str, Way]] = {}
        self._useful: dict[str, bool] = {}

    def find(self, definition: str, value: object, path: FieldPath = ()) -> Iterator[tuple[str, FieldPath, Any]]:
        """The wanted values inside a value of a type: the type's short name, the path and the value."""
        if not isinstance(value, dict):
            return
        name = short_name(definition)
        if name in self._wanted:
            yield name, path, value
        ways = self._ways_of(definition)
        for field, found in value.items():
            if field not in ways or found is None:
                continue
            sort, target = ways[field]
            if sort == "one":
                yield from self.find(target, found, (*path, field))
            elif sort == "list" and isinstance(found, list):
                for index, item in enumerate(found):  # the server reads a null item as an empty one
                    yield from self.find(target, {} if item is None else item, (*path, field, index))
            elif sort == "map" and isinstance(found, dict):
                for key, item in found.items():
                    yield from self.find(target, item, (*path, field, key))

    def _ways_of(self, definition: str) -> dict[str, Way]:
        if definition not in self._ways:
            ways = _ways(self._catalog.definitions[definition])
            self._ways[definition] = {field: way for field, way in ways.items() if self._is_useful(way[1])}
        return self._ways[definition]

    def _is_useful(self, definition: str) -> bool:
        """Whether a type is wanted or leads to one that is; a type that contains itself is asked once."""
        if definition not in self._useful:
            found = self._closure(definition)
            self._useful[definition] = any(short_name(name) in self._wanted for name in found)
        return self._useful[definition]

    def _closure(self, definition: str) -> set[str]:
        found: set[str] = set()
        waiting = [definition]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += [target for _, target in _ways(self._catalog.definitions[name]).values()]
        return found


def _ways(definition: Schema) -> dict[str, Way]:
    """Where the fields of a type lead to others."""
    found = ((field, _way(schema)) for field, schema in definition.get("properties", {}).items())
    return {field: way for field, way in found if way}


def _way(schema: Schema) -> Way | None:
    if "$ref" in schema:
        return "one", schema["$ref"].removeprefix(_PREFIX)
    inner = schema.get("items")
    if isinstance(inner, dict) and "$ref" in inner:
        return "list", inner["$ref"].removeprefix(_PREFIX)
    inner = schema.get("additionalProperties")
    if isinstance(inner, dict) and "$ref" in inner:
        return "map", inner["$ref"].removeprefix(_PREFIX)
    return None
