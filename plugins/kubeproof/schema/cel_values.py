"""Values of a custom resource as its rules see them.

Source: `UnstructuredToVal` in `k8s.io/apiserver/pkg/cel/common/valuesunstructured.go`, `Escape` in `escaping.go` there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kubeproof.manifest.fields import child
from kubeproof.schema.custom_shape import EMBEDDED, INT_OR_STRING

if TYPE_CHECKING:
    from kubeproof.schema.catalog import Schema

LEFT_OUT = object()
"""In place of a value that the library cannot take: a time, a duration, bytes."""

_TIMES = frozenset({"date", "date-time", "datetime", "duration", "byte"})
_RESERVED = frozenset(
    {
        *("true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if"),
        *("import", "let", "loop", "package", "namespace", "return", "var", "void", "while"),
    }
)
_ESCAPED = re.compile(r"__|[-./]")
_NAMES = {"__": "__underscores__", ".": "__dot__", "-": "__dash__", "/": "__slash__"}
_IDENTIFIER = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def as_cel(value: Any, schema: Schema, left_out: set[str], *, is_root: bool = False) -> Any:  # noqa: ANN401 - any JSON value
    """The value with only the fields that the schema names, under the names that rules have for them.

    Args:
        value: a value that fits the schema.
        schema: what it is described by.
        left_out: takes the names of fields that are left out.
        is_root: whether it is the object itself, whose name and type a rule may use.
    """
    if isinstance(value, dict):
        return _map(value, schema, left_out, is_object=is_root or schema.get(EMBEDDED) is True)
    if isinstance(value, list):
        items = [as_cel(item, child(schema, "items"), left_out) for item in value]
        return LEFT_OUT if any(item is LEFT_OUT for item in items) else items
    if isinstance(value, str) and schema.get("format") in _TIMES:
        return LEFT_OUT
    if isinstance(value, bool) or not isinstance(value, (int, float)) or schema.get(INT_OR_STRING) is True:
        return value
    return float(value) if schema.get("type") == "number" else int(value)


def _map(value: dict[str, Any], schema: Schema, left_out: set[str], *, is_object: bool) -> Any:  # noqa: ANN401 - any JSON value
    values = schema.get("additionalProperties")
    found: dict[str, Any] = {}
    if isinstance(values, dict):
        found = {key: as_cel(item, values, left_out) for key, item in value.items()}
        return LEFT_OUT if any(item is LEFT_OUT for item in found.values()) else found
    if is_object:
        found = {key: value[key] for key in ("apiVersion", "kind") if key in value}
        metadata = child(value, "metadata")
        found["metadata"] = {key: metadata[key] for key in ("name", "generateName") if key in metadata}
    for key, inner in child(schema, "properties").items():
        if key not in value or (is_object and key == "metadata") or not isinstance(inner, dict):
            continue
        name = escaped(key)
        item = as_cel(value[key], inner, left_out)
        if name and item is not LEFT_OUT:
            found[name] = item
        elif name:
            left_out.add(name)
    return found


def escaped(name: str) -> str | None:
    """The name that rules have for a field; None if they cannot name it."""
    if name in _RESERVED:
        return f"__{name}__"
    found = _ESCAPED.sub(lambda part: _NAMES[part[0]], name)
    return found if _IDENTIFIER.fullmatch(found) else None
