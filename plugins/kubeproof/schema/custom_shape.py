"""The schema of a custom resource in other forms: as an entry of a catalog, and as a JSON schema for its values."""

from __future__ import annotations

from typing import Any

from kubeproof.schema.custom_formats import FORMATS
from kubeproof.schema.custom_patterns import as_rust

Schema = dict[str, Any]

PRESERVE = "x-kubernetes-preserve-unknown-fields"
EMBEDDED = "x-kubernetes-embedded-resource"
INT_OR_STRING = "x-kubernetes-int-or-string"
META_FIELDS = frozenset({"apiVersion", "kind", "metadata"})

_METADATA = {"$ref": "#/$defs/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"}
_NAMES: Schema = {
    "apiVersion": {"type": ["string", "null"]},
    "kind": {"type": ["string", "null"]},
    "metadata": _METADATA,
}
_COPIED = ("required", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "multipleOf")
_JUNCTORS = ("allOf", "anyOf", "oneOf")
_RANGES: dict[str, tuple[float, float]] = {
    "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**63), 2**63 - 1),
    "float": (-3.4028234663852886e38, 3.4028234663852886e38),
}


def catalog_definition(schema: Schema) -> Schema:
    """The schema as the types of Kubernetes are described: which fields there are, and of what type."""
    definition = _shape(schema)
    definition["properties"] = {**definition.get("properties", {}), **_NAMES}
    definition.setdefault("type", ["object", "null"])
    return definition


def _shape(schema: Schema) -> Schema:
    found: Schema = {}
    types = _types(schema)
    if types:
        found["type"] = [*types, "null"]
    if isinstance(schema.get("enum"), list):
        found["enum"] = schema["enum"]
    if isinstance(schema.get("items"), dict):
        found["items"] = _shape(schema["items"])
    properties = schema.get("properties")
    if isinstance(properties, dict):
        found["properties"] = {key: _shape(inner) for key, inner in properties.items() if isinstance(inner, dict)}
    if schema.get(EMBEDDED) is True:
        found["properties"] = {**found.get("properties", {}), **_NAMES}
    if isinstance(schema.get("additionalProperties"), dict):
        found["additionalProperties"] = _shape(schema["additionalProperties"])
    elif types == ["object"]:
        free = schema.get(PRESERVE) is True or schema.get("additionalProperties") is True
        found["additionalProperties"] = {} if free else False
    return found


def _types(schema: Schema) -> list[str]:
    if schema.get(INT_OR_STRING) is True:
        return ["integer", "string"]
    return [schema["type"]] if isinstance(schema.get("type"), str) and schema["type"] else []


def value_schema(schema: Schema) -> Schema:
    """The JSON schema (draft 2020-12) that says of values what a schema of a custom resource does.

    Unknown fields are not its business: the server drops them before it looks at the values.

    Source: `NewSchemaValidator` in `k8s.io/apiextensions-apiserver/pkg/apiserver/validation` and `k8s.io/kube-openapi`.
    """
    found: Schema = {name: schema[name] for name in _COPIED if schema.get(name) is not None}
    nullable = schema.get("nullable") is True
    if types := _types(schema):
        found["type"] = [*types, "null"] if nullable else types
    if isinstance(schema.get("enum"), list) and schema["enum"]:
        found["enum"] = [*schema["enum"], None] if nullable else schema["enum"]
    if isinstance(schema.get("pattern"), str) and (pattern := as_rust(schema["pattern"])):
        found["pattern"] = pattern
    _add_bounds(schema, found)
    _add_format(schema, found)
    _add_inner(schema, found)
    return found


def _add_bounds(schema: Schema, found: Schema) -> None:
    """Least and largest values: whether they are allowed themselves is said beside them, in the old way."""
    for bound, flag in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(schema.get(bound), (int, float)):
            found[flag if schema.get(flag) is True else bound] = schema[bound]


def _add_format(schema: Schema, found: Schema) -> None:
    name, types = schema.get("format"), _types(schema)
    if isinstance(name, str) and name.replace("-", "") in FORMATS and types in ([], ["string"]):
        found["format"] = name.replace("-", "")
    if types == ["integer"]:
        name = name if name == "int32" else "int64"
    if isinstance(name, str) and name in _RANGES and types in (["integer"], ["number"]):
        low, high = _RANGES[name]
        found["allOf"] = [{"minimum": low, "maximum": high}]


def _add_inner(schema: Schema, found: Schema) -> None:
    properties = schema.get("properties")
    if isinstance(properties, dict):
        found["properties"] = {key: value_schema(inner) for key, inner in properties.items() if isinstance(inner, dict)}
    for name in ("items", "additionalProperties", "not"):
        if isinstance(schema.get(name), dict):
            found[name] = value_schema(schema[name])
    for name in _JUNCTORS:
        alternatives = schema.get(name)
        if isinstance(alternatives, list) and alternatives:
            inner = [value_schema(each) for each in alternatives if isinstance(each, dict)]
            found[name] = [*found.get(name, []), *inner]
