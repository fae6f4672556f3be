"""What the API server makes of a custom resource before it looks at the values: it prunes and fills in defaults.

Source: `k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning` and `defaulting`.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from kubeproof.manifest.fields import child
from kubeproof.schema.custom_shape import EMBEDDED, META_FIELDS, PRESERVE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema.catalog import Schema

NOTHING: Schema = {}


def inner_schema(schema: Schema, step: str | int) -> Schema | None:
    """What a schema says of a field, a value of a map or an item; None if the server does not know it."""
    if isinstance(step, int):
        found = schema.get("items")
    else:
        found = child(schema, "properties").get(step, schema.get("additionalProperties"))
    if found is True:
        return {PRESERVE: True}
    return found if isinstance(found, dict) else None


def is_embedded(schema: Schema, path: FieldPath) -> bool:
    """Whether a schema is about a whole object: the custom resource itself, or one inside it."""
    return not path or schema.get(EMBEDDED) is True


def unknown_fields(value: Any, schema: Schema, path: FieldPath = ()) -> Iterator[FieldPath]:  # noqa: ANN401 - any YAML value
    """The fields of an object that its schema does not have, and that strict decoding refuses."""
    if isinstance(value, list):
        items = inner_schema(schema, 0) or NOTHING
        items = {**items, PRESERVE: True} if schema.get(PRESERVE) is True else items
        for index, item in enumerate(value):
            yield from unknown_fields(item, items, (*path, index))
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if is_embedded(schema, path) and key in META_FIELDS:
            continue
        inner = inner_schema(schema, key)
        if inner is not None:
            yield from unknown_fields(item, inner, (*path, key))
        elif schema.get(PRESERVE) is not True:
            yield (*path, key)


def completed(value: Any, schema: Schema, path: FieldPath = ()) -> Any:  # noqa: ANN401 - any YAML value
    """The value as the server judges it: without unknown fields and without nulls that mean nothing, with defaults."""
    if isinstance(value, list):
        items = inner_schema(schema, 0) or NOTHING
        return [_item(item, items, (*path, index)) for index, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    result: dict[str, Any] = {}
    for key, item in value.items():
        inner = inner_schema(schema, key)
        if inner is None:
            if schema.get(PRESERVE) is True or (is_embedded(schema, path) and key in META_FIELDS):
                result[key] = item
        elif item is not None or inner.get("nullable") is True or inner.get(PRESERVE) is True:
            result[key] = completed(item, inner, (*path, key))
    for key, inner in child(schema, "properties").items():
        if key not in result and isinstance(inner, dict) and inner.get("default") is not None:
            result[key] = completed(copy.deepcopy(inner["default"]), inner, (*path, key))
    return result


def _item(item: Any, schema: Schema, path: FieldPath) -> Any:  # noqa: ANN401 - any YAML value
    if item is None and schema.get("nullable") is not True:
        item = copy.deepcopy(schema.get("default"))
    return completed(item, schema, path)
