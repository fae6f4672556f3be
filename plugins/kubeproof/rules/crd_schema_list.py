"""KP868: lists and maps of a custom resource's schema, as they are merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, repeated, texts
from kubeproof.rules.crd_examples import crd
from kubeproof.rules.crd_schema import CrdSchemaRule
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.manifest.structural import Node, Schema

_LIST, _MAP, _KEYS = "x-kubernetes-list-type", "x-kubernetes-map-type", "x-kubernetes-list-map-keys"
_KINDS = {_LIST: ("array", ("atomic", "set", "map")), _MAP: ("object", ("atomic", "granular"))}
_VOLUMES = (
    "type: array\nx-kubernetes-list-type: map\nx-kubernetes-list-map-keys: [{}]\n"
    "items:\n  type: object\n  required: [name]\n"
    "  properties:\n    name:\n      type: string\n    size:\n      type: string"
)


class CrdSchemaList(CrdSchemaRule):
    """A list that is merged by keys names them, and each item has them: scalars, required or with a default.

    `x-kubernetes-list-type` belongs to arrays, `x-kubernetes-map-type` to objects. The items of a set and of a list
    that is a map are never null; an object or a list in a set is atomic.

    Source: `validateMapListKeysMapSet` and `ValidateCustomResourceDefinitionOpenAPISchema` in
    `k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go`.
    """

    code = "KP868"
    name = "crd-schema-list"
    good: ClassVar = (crd(_VOLUMES.format("name")),)
    bad: ClassVar = (
        Bad(crd(_VOLUMES.format("id"))),
        Bad(crd(_VOLUMES.format("size"))),
        Bad(crd("type: object\nx-kubernetes-list-type: set")),
        Bad(crd("type: array\nx-kubernetes-list-type: set\nitems:\n  type: object")),
    )

    def schema_problems(self, node: Node) -> Iterator[Problem]:
        """One problem for each wrong keyword, key and item."""
        schema, path = node.schema, node.path
        for keyword, (type_, words) in _KINDS.items():
            found = schema.get(keyword)
            if isinstance(found, str) and found not in words:
                yield problem((*path, keyword), f'cannot be "{found}"; write one of {", ".join(words)}')
            if isinstance(found, str) and schema.get("type") != type_:
                yield problem((*path, keyword), f"belongs to the type {type_}")
        kind, items = schema.get(_LIST), child(schema, "items")
        if schema.get(_KEYS) and kind != "map":
            yield problem((*path, _KEYS), f"needs {_LIST}: map")
        if kind in ("set", "map") and items.get("nullable") is True:
            yield problem((*path, "items", "nullable"), f"cannot be true in a list of the type {kind}")
        if kind == "map":
            yield from _map_problems(schema, items, path)
        elif kind == "set":
            yield from _set_problems(items, (*path, "items"))


def _map_problems(schema: Schema, items: Schema, path: FieldPath) -> Iterator[Problem]:
    if not schema.get(_KEYS):
        yield problem((*path, _KEYS), f"is required with {_LIST}: map")
    if items.get("type") != "object":
        yield problem((*path, "items", "type"), "must be object in a list of the type map")
        return
    keys = [((*path, _KEYS, index), key) for index, key in texts(schema, _KEYS)]
    for here, key in keys:
        if key in child(items, "properties"):
            yield from _key_problems(items, key, (*path, "items"))
        else:
            yield problem(here, f'is "{key}", which the items do not have')
    for here, _, key in repeated(keys):
        yield problem(here, f'is "{key}" again; name each key once')


def _key_problems(items: Schema, key: str, path: FieldPath) -> Iterator[Problem]:
    schema, here = child(items, "properties", key), (*path, "properties", key)
    if schema.get("type") in ("array", "object"):
        yield problem((*here, "type"), f"must be a scalar, for the list is merged by {key}")
    if key not in {name for _, name in texts(items, "required")} and schema.get("default") is None:
        yield problem(here, f"must be required or have a default, for the list is merged by {key}")
    if schema.get("nullable") is True:
        yield problem((*here, "nullable"), f"cannot be true, for the list is merged by {key}")


def _set_problems(items: Schema, path: FieldPath) -> Iterator[Problem]:
    if items.get("type") == "array" and items.get(_LIST) not in (None, "atomic"):
        yield problem((*path, _LIST), "must be atomic inside a list of the type set")
    if items.get("type") == "object" and items.get(_MAP) != "atomic":
        yield problem((*path, _MAP), "must be atomic inside a list of the type set")
