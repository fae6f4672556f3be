"""Finds the values of given formats (`quantity`, `date-time`, `byte` ...) inside an object, wherever they are."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema.catalog import Catalog, Schema

_PREFIX = "#/$defs/"


class Formats:
    """The ways through the types of a catalog that lead to values of one format."""

    def __init__(self, catalog: Catalog, wanted: str) -> None:
        self._catalog = catalog
        self._wanted = wanted
        self._useful: dict[str, bool] = {}
        self._ways: dict[str, dict[str, Schema]] = {}

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields, of whatever type, that hold values of the format: one, a list or a map of them."""
        own = {name for name, schema in self._catalog.definitions.items() if schema.get("format") == self._wanted}
        return frozenset(
            field
            for schema in self._catalog.definitions.values()
            for field, inner in schema.get("properties", {}).items()
            if self._holds(inner, own)
        )

    def _holds(self, schema: Schema, own: set[str]) -> bool:
        if schema.get("format") == self._wanted or schema.get("$ref", "").removeprefix(_PREFIX) in own:
            return True
        inner = schema.get("items") or schema.get("additionalProperties")
        return isinstance(inner, dict) and self._holds(inner, own)

    def find(self, definition: str, value: object) -> Iterator[tuple[str, FieldPath, Any]]:
        """The values of the format inside a value of a type: the type that has the format, the path and the value.

        A format that is written at a field and not at a type has no type's name. Null is no value.
        """
        yield from self._type(definition, value, ())

    def _type(self, definition: str, value: Any, path: FieldPath) -> Iterator[tuple[str, FieldPath, Any]]:  # noqa: ANN401 - any YAML value
        if not self._leads(definition):
            return
        schema = self._catalog.definitions[definition]
        if schema.get("format") == self._wanted:
            yield definition, path, value
        elif isinstance(value, dict):
            ways = self._fields(definition)
            for field, inner in value.items():
                if field in ways and inner is not None:
                    yield from self._walk(ways[field], inner, (*path, field))

    def _walk(self, schema: Schema, value: Any, path: FieldPath) -> Iterator[tuple[str, FieldPath, Any]]:  # noqa: ANN401 - any YAML value
        reference = schema.get("$ref")
        if reference:
            yield from self._type(reference.removeprefix(_PREFIX), value, path)
        elif schema.get("format") == self._wanted:
            yield "", path, value
        elif isinstance(value, list) and isinstance(schema.get("items"), dict):
            for index, item in enumerate(value):
                if item is not None:
                    yield from self._walk(schema["items"], item, (*path, index))
        elif isinstance(value, dict) and isinstance(schema.get("additionalProperties"), dict):
            for key, item in value.items():
                if item is not None:
                    yield from self._walk(schema["additionalProperties"], item, (*path, key))

    def _fields(self, definition: str) -> dict[str, Schema]:
        if definition not in self._ways:
            properties: dict[str, Schema] = self._catalog.definitions[definition].get("properties", {})
            self._ways[definition] = {
                field: schema for field, schema in properties.items() if self._schema_leads(schema)
            }
        return self._ways[definition]

    def _schema_leads(self, schema: Schema) -> bool:
        if schema.get("format") == self._wanted:
            return True
        references, formats = _content(schema)
        return self._wanted in formats or any(self._leads(name) for name in references)

    def _leads(self, definition: str) -> bool:
        """Whether values of the format can be inside a type; a type that contains itself is asked once."""
        if definition not in self._useful:
            seen: set[str] = set()
            waiting = [definition]
            found = False
            while waiting and not found:
                name = waiting.pop()
                if name not in seen:
                    seen.add(name)
                    references, formats = _content_of(self._catalog, name)
                    found = self._wanted in formats
                    waiting += references
            self._useful[definition] = found
        return self._useful[definition]


@cache
def _content_of(catalog: Catalog, definition: str) -> tuple[set[str], set[str]]:
    """The same for a type, which each format asks about again."""
    return _content(catalog.definitions[definition])


def _content(schema: Schema) -> tuple[set[str], set[str]]:
    """The types that a schema refers to and the formats that are written in it."""
    references: set[str] = set()
    formats: set[str] = set()
    waiting = [schema]
    while waiting:
        current = waiting.pop()
        reference, form = current.get("$ref"), current.get("format")
        if isinstance(reference, str):
            references.add(reference.removeprefix(_PREFIX))
        if isinstance(form, str):
            formats.add(form)
        inner = [current.get("items"), current.get("additionalProperties"), *current.get("properties", {}).values()]
        waiting += [each for each in inner if isinstance(each, dict)]
    return references, formats
