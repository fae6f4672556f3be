"""Nulls among the items of a list or the values of a map, as the API server reads them: as the empty value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kubeproof.schema.catalog import Catalog, Schema

_PREFIX = "#/$defs/"


def filled(catalog: Catalog, definition: str, value: Any) -> Any:  # noqa: ANN401 - any YAML value
    """The value with an empty map or text in place of each null item.

    A field that is null stays: the server reads it as absent.
    """
    return _filled(catalog, catalog.definitions[definition], value)


def _filled(catalog: Catalog, schema: Schema, value: Any) -> Any:  # noqa: ANN401 - any YAML value
    if "$ref" in schema:
        schema = catalog.definitions.get(schema["$ref"].removeprefix(_PREFIX), {})
    if isinstance(value, list) and isinstance(inner := schema.get("items"), dict):
        return [_item(catalog, inner, each) for each in value]
    if not isinstance(value, dict):
        return value
    if isinstance(inner := schema.get("additionalProperties"), dict):
        return {key: _item(catalog, inner, each) for key, each in value.items()}
    properties: dict[str, Schema] = schema.get("properties", {})
    return {key: _filled(catalog, properties.get(key, {}), each) for key, each in value.items()}


def _item(catalog: Catalog, schema: Schema, value: Any) -> Any:  # noqa: ANN401 - any YAML value
    if value is not None:
        return _filled(catalog, schema, value)
    target = catalog.definitions.get(schema["$ref"].removeprefix(_PREFIX), {}) if "$ref" in schema else schema
    if "properties" in target:
        return {}
    types = tuple(target.get("type", ()))
    return 0 if "integer" in types or "number" in types else "" if "string" in types else None
