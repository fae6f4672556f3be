"""Finds the values of given types inside an object without looking at the rest of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema.catalog import Catalog, Schema

Way = tuple[Literal["one", "list", "map"], str]
Visit = tuple[str, "FieldPath", Any]
"""A value of a wanted type: the type's short name, the path and the value."""
BYTES = "format.byte"
"""What stands for a type where the schema just says that a text is Base64."""
_PREFIX = "#/$defs/"
_GROUP = -3


@cache
def short_name(definition: str) -> str:
    """`core.Container` of `io.k8s.api.core.v1.Container`: the group and the type, for all its versions."""
    parts = definition.split(".")
    return f"{parts[_GROUP]}.{parts[-1]}" if len(parts) >= -_GROUP else definition


class _Stop(NamedTuple):
    """What there is to know of a type on the way.

    Attributes:
        name: its short name if it is wanted.
        is_scalar: whether its values are no maps, such as a quantity.
        ways: the fields that lead to wanted types.
    """

    name: str | None
    is_scalar: bool
    ways: dict[str, Way]


class Visits:
    """The ways through the types of a catalog that lead to some wanted ones."""

    def __init__(self, catalog: Catalog, wanted: frozenset[str]) -> None:
        self._catalog = catalog
        self._wanted = wanted
        self._stops: dict[str, _Stop] = {}
        self._useful: dict[str, bool] = {}
        self._known_ways: dict[str, dict[str, Way]] = {}

    def find(self, definition: str, value: object, path: FieldPath = ()) -> list[Visit]:
        """The wanted values inside a value of a type, parents first."""
        found: list[Visit] = []
        self._collect(definition, value, path, found)
        return found

    def _collect(self, definition: str, value: object, path: FieldPath, found: list[Visit]) -> None:
        stop = self._stops.get(definition) or self._stop(definition)
        if not isinstance(value, dict):
            if stop.name and stop.is_scalar:
                found.append((stop.name, path, value))
            return
        if stop.name:
            found.append((stop.name, path, value))
        ways = stop.ways
        for field, inner in value.items():
            way = ways.get(field)
            if way is not None and inner is not None:
                self._follow(way, inner, (*path, field), found)

    def _follow(self, way: Way, value: object, path: FieldPath, found: list[Visit]) -> None:
        sort, target = way
        if sort == "one":
            self._collect(target, value, path, found)
        elif sort == "list" and isinstance(value, list):
            for index, item in enumerate(value):  # the server reads a null item as an empty one
                self._collect(target, {} if item is None else item, (*path, index), found)
        elif sort == "map" and isinstance(value, dict):
            for key, item in value.items():
                self._collect(target, item, (*path, key), found)

    def find_in_part(self, definition: str, value: object) -> list[Visit]:
        """The same for a part of an object, which may be a list of values of the type."""
        if not isinstance(value, list):
            return self.find(definition, value)
        return [visit for index, item in enumerate(value) for visit in self.find(definition, item, (index,))]

    def _stop(self, definition: str) -> _Stop:
        schema = self._definition(definition)
        name = short_name(definition)
        ways = {field: way for field, way in self._ways(definition).items() if self._is_useful(way[1])}
        stop = _Stop(name if name in self._wanted else None, "format" in schema, ways)
        self._stops[definition] = stop
        return stop

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
                waiting += [target for _, target in self._ways(name).values()]
        return found

    def _ways(self, definition: str) -> dict[str, Way]:
        """Where the fields of a type lead to others."""
        if definition not in self._known_ways:
            properties = self._definition(definition).get("properties", {})
            found = {field: _way(schema) for field, schema in properties.items()}
            self._known_ways[definition] = {field: way for field, way in found.items() if way}
        return self._known_ways[definition]

    def _definition(self, name: str) -> Schema:
        return {"format": "byte"} if name == BYTES else self._catalog.definitions[name]


def _way(schema: Schema) -> Way | None:
    if target := _target(schema):
        return "one", target
    if target := _target(schema.get("items")):
        return "list", target
    if target := _target(schema.get("additionalProperties")):
        return "map", target
    return None


def _target(schema: object) -> str | None:
    """The type that a schema refers to."""
    if not isinstance(schema, dict):
        return None
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_PREFIX)
    return BYTES if schema.get("format") == "byte" else None
