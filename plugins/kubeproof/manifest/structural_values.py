"""What is wrong with a value under the schema of a custom resource.

Only what a schema says outside `allOf`, `anyOf`, `oneOf` and `not` is looked at, without formats and patterns.

Source: `ValidateDefaults` in `k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting/validation.go`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kubeproof.manifest.fields import child, text, texts
from kubeproof.manifest.path import spell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.manifest.structural import Schema

_PRESERVE = "x-kubernetes-preserve-unknown-fields"
_INT_OR_STRING = "x-kubernetes-int-or-string"
_CLASSES: dict[str, tuple[type, ...]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}


def value_faults(value: Any, schema: Schema, path: FieldPath = ()) -> Iterator[str]:  # noqa: ANN401 - any YAML value
    """What is wrong with a value, each as the end of a sentence that starts with the field's name."""
    where = f"in {spell(path)} " if path else ""
    fault = _type_fault(value, schema) or _bound_fault(value, schema)
    if fault:
        yield f"is wrong: {where}{fault}"
    elif isinstance(value, dict):
        for name in texts(schema, "required"):
            if name[1] not in value:
                yield f'is wrong: {where}"{name[1]}" is required'
        for key, item in value.items():
            yield from _field_faults(key, item, schema, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from value_faults(item, child(schema, "items"), (*path, index))


def _field_faults(key: str, value: object, schema: Schema, path: FieldPath) -> Iterator[str]:
    additional = schema.get("additionalProperties")
    if key in child(schema, "properties"):
        yield from value_faults(value, child(schema, "properties", key), (*path, key))
    elif isinstance(additional, dict):
        yield from value_faults(value, additional, (*path, key))
    elif additional is not True and schema.get(_PRESERVE) is not True:
        yield f"is wrong: {spell((*path, key))} is no field of the schema"


def _type_fault(value: object, schema: Schema) -> str | None:
    if value is None:
        fits = schema.get("nullable") is True or not schema.get("type")
        return None if fits else "null is allowed only with nullable: true"
    wanted = ("integer", "string") if schema.get(_INT_OR_STRING) is True else (text(schema, "type"),)
    if not any(_is(value, type_) for type_ in wanted):
        return f"the value must be of the type {' or '.join(wanted)}"
    enum = schema.get("enum")
    return "the value must be one of enum" if isinstance(enum, list) and enum and value not in enum else None


def _is(value: object, type_: str) -> bool:
    if type_ not in _CLASSES:
        return True
    if type_ == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _CLASSES[type_]) and (type_ == "boolean") == isinstance(value, bool)


def _bound_fault(value: object, schema: Schema) -> str | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _outside(value, schema, "minimum", "maximum", exclusive=True)
    if isinstance(value, str):
        return _outside(len(value), schema, "minLength", "maxLength")
    if isinstance(value, list):
        return _outside(len(value), schema, "minItems", "maxItems")
    return _outside(len(value), schema, "minProperties", "maxProperties") if isinstance(value, dict) else None


def _outside(size: float, schema: Schema, least: str, most: str, *, exclusive: bool = False) -> str | None:
    low, high = schema.get(least), schema.get(most)
    if isinstance(low, (int, float)) and (
        size < low or (exclusive and size == low and schema.get("exclusiveMinimum") is True)
    ):
        return f"{size} is less than {least} allows"
    if isinstance(high, (int, float)) and (
        size > high or (exclusive and size == high and schema.get("exclusiveMaximum") is True)
    ):
        return f"{size} is more than {most} allows"
    return None
