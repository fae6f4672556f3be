"""Walks through the schema of a custom resource.

A schema is structural where it says what a value is (`properties`, `items`, `additionalProperties`); below `allOf`,
`anyOf`, `oneOf` and `not` it only restricts what is said there.

Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from kubeproof.manifest.fields import child, maps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath

Schema = dict[str, Any]

_JUNCTORS = ("allOf", "anyOf", "oneOf")
_META = frozenset({"metadata", "kind", "apiVersion"})
_EMBEDDED = "x-kubernetes-embedded-resource"
_INTEGER_OR_STRING = [{"type": "integer"}, {"type": "string"}]
_STEP = re.compile(r"\.(?P<plain>[^.\[\]]+)|\['(?P<quoted>(?:[^'\\]|\\.)*)'\]")


class Node(NamedTuple):
    """A schema inside a schema.

    Attributes:
        schema: what it says.
        path: where it stands.
        structural: whether it says what a value is; if not, it stands below a junctor.
        inside_meta: whether it is about the type or the metadata of an object.
        top_meta: whether that object is the custom resource itself.
        free_meta: whether it is about the values of a map inside metadata.
    """

    schema: Schema
    path: FieldPath
    structural: bool = True
    inside_meta: bool = False
    top_meta: bool = False
    free_meta: bool = False


def nodes(schema: Schema, path: FieldPath) -> Iterator[Node]:
    """A schema and all schemas inside it, in the order of the text."""
    root = Node(schema, path)
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        below = list(_below(node, is_root=node is root))
        waiting += reversed(below)


def _below(node: Node, *, is_root: bool) -> Iterator[Node]:
    schema, path = node.schema, node.path
    for key, inner in child(schema, "properties").items():
        if not isinstance(inner, dict | None):
            continue
        meta = key in _META and (is_root or schema.get(_EMBEDDED) is True)
        here = (*path, "properties", key)
        top = node.top_meta or (meta and is_root)
        yield Node(inner or {}, here, node.structural, node.inside_meta or meta, top, node.free_meta)
    if isinstance(schema.get("items"), dict):
        yield _same(node, schema["items"], (*path, "items"))
    if isinstance(schema.get("additionalProperties"), dict):
        free = node.free_meta or node.inside_meta
        here = (*path, "additionalProperties")
        yield Node(schema["additionalProperties"], here, node.structural, node.inside_meta, node.top_meta, free)
    for name in _JUNCTORS:
        for index, inner in maps(schema, name):
            yield _same(node, inner, (*path, name, index), structural=False)
    if isinstance(schema.get("not"), dict):
        yield _same(node, schema["not"], (*path, "not"), structural=False)


def _same(node: Node, schema: Schema, path: FieldPath, *, structural: bool = True) -> Node:
    return Node(schema, path, node.structural and structural, node.inside_meta, node.top_meta, node.free_meta)


def version_schemas(spec: dict[str, Any], path: FieldPath) -> Iterator[tuple[int, Schema, FieldPath]]:
    """The schema of each version of a custom resource, with the version's place in the list."""
    for index, version in maps(spec, "versions"):
        schema = child(version, "schema").get("openAPIV3Schema")
        if isinstance(schema, dict):
            yield index, schema, (*path, "versions", index, "schema", "openAPIV3Schema")


def has_status(version: dict[str, Any]) -> bool:
    """Whether a version keeps its status apart."""
    return child(version, "subresources").get("status") is not None


def is_int_or_string(alternatives: object) -> bool:
    """Whether an `anyOf` is the one that may name types: an integer or a string."""
    return alternatives == _INTEGER_OR_STRING


def schema_at(schema: Schema, path: str) -> Schema | None:
    """The schema of the field that a path such as `.spec.size` names; None if there is no such field."""
    place = 0
    while place < len(path):
        step = _STEP.match(path, place)
        found = _step(schema, step["plain"] or step["quoted"] or "") if step else None
        if step is None or found is None:
            return None
        schema, place = found, step.end()
    return schema


def _step(schema: Schema, name: str) -> Schema | None:
    properties = schema.get("properties")
    inner = properties.get(name) if isinstance(properties, dict) and properties else schema.get("additionalProperties")
    return inner if isinstance(inner, dict) else None
