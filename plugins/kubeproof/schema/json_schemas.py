"""Kinds that are described by JSON schemas, in the manner of kubeconform."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from kubeproof.schema.violations import Violation, schema_violations

if TYPE_CHECKING:
    from collections.abc import Iterator

    import jsonschema_rs

    from kubeproof.schema.catalog import Catalog, Schema


class JsonSchemaType:
    """A kind whose objects are right if they fit a JSON schema; nothing else is known of it."""

    is_usable = True

    def __init__(self, schema: Schema, validator: jsonschema_rs.Draft202012Validator) -> None:
        self.schema = schema
        self._validator = validator

    @classmethod
    @lru_cache(maxsize=1024)
    def read(cls, text: str) -> JsonSchemaType | None:
        """The type that a schema's text describes; None if it is no schema, or needs another file."""
        import jsonschema_rs  # noqa: PLC0415 - a run that finds all in its cache needs no validator

        try:
            schema = json.loads(text)
            validator = jsonschema_rs.Draft202012Validator(schema, retriever=_refuse)
        except (ValueError, jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, RecursionError):
            return None
        return cls(schema, validator) if isinstance(schema, dict) else None

    def violations(self, value: object, catalog: Catalog) -> Iterator[Violation]:
        """All that an object has against the schema; a null is taken for a field that is not there."""
        del catalog
        yield from schema_violations(self._validator, _without_nulls(value))


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def _refuse(uri: str) -> dict[str, object]:
    """Schemas are not fetched: neither from the network nor from other files."""
    raise ValueError(uri)
