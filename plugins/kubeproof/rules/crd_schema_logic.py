"""KP867: what a custom resource's schema may say below `allOf`, `anyOf`, `oneOf` and `not`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.manifest.fields import child, entries, is_empty, maps
from kubeproof.manifest.structural import is_int_or_string
from kubeproof.rules.crd_examples import crd
from kubeproof.rules.crd_schema import CrdSchemaRule
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.manifest.structural import Node, Schema

_STRUCTURE = (
    "type",
    "additionalProperties",
    "default",
    "title",
    "description",
    "nullable",
    "x-kubernetes-preserve-unknown-fields",
    "x-kubernetes-embedded-resource",
    "x-kubernetes-int-or-string",
    "x-kubernetes-list-map-keys",
    "x-kubernetes-list-type",
    "x-kubernetes-map-type",
    "x-kubernetes-validations",
)
_NOT_OUTSIDE = "          anyOf:\n            - properties: {size: {minimum: 1}}\n"
_NAME = "type: object\nproperties:\n  name:\n    type: string\nanyOf:\n  - {}\n"


class CrdSchemaLogic(CrdSchemaRule):
    """Below `allOf`, `anyOf`, `oneOf` and `not`, a schema restricts values and says nothing new about them.

    Types, defaults, descriptions and the like stand outside; the one exception is `anyOf` with an integer and a string.
    `metadata` is never restricted there. Below the root's, each field and item that is named stands outside, too.

    Source: `validateNestedValueValidation` and `validateStructuralCompleteness` in
    `k8s.io/apiextensions-apiserver/pkg/apiserver/schema`.
    """

    code = "KP867"
    name = "crd-schema-logic"
    good: ClassVar = (
        crd(_NAME.format("required: [name]")),
        crd("x-kubernetes-int-or-string: true\nanyOf:\n  - type: integer\n  - type: string"),
    )
    bad: ClassVar = (
        Bad(crd(_NAME.format("type: object"))),
        Bad(crd().replace("          properties:", f"{_NOT_OUTSIDE}          properties:")),
    )

    def schema_problems(self, node: Node) -> Iterator[Problem]:
        """One problem for each keyword and each field that should stand outside."""
        if node.structural:
            for inner, path in _alternatives(node.schema, node.path, may_name_types=True):
                yield from _nested_problems(inner, path)
            if node.path[-1] == "openAPIV3Schema":  # the server looks for what is missing outside at the root only
                for inner, path in _alternatives(node.schema, node.path, may_name_types=False):
                    yield from _missing_outside(inner, path, node.schema)


def _alternatives(schema: Schema, path: FieldPath, *, may_name_types: bool) -> Iterator[tuple[Schema, FieldPath]]:
    """The schemas below the junctors of a schema, without the one list that may name types."""
    for name in ("allOf", "anyOf", "oneOf"):
        if not (may_name_types and name == "anyOf" and is_int_or_string(schema.get(name))):
            yield from ((inner, (*path, name, index)) for index, inner in maps(schema, name))
    if inner := child(schema, "not"):
        yield inner, (*path, "not")


def _nested_problems(schema: Schema, path: FieldPath) -> Iterator[Problem]:
    for name in _STRUCTURE:
        if not is_empty(schema, name) and schema[name] is not False:
            yield problem((*path, name), "must stand outside allOf, anyOf, oneOf and not")
    if "metadata" in child(schema, "properties"):
        yield problem((*path, "properties", "metadata"), "cannot be restricted here")
    first_of_all = path[-2:] == ("allOf", 0) and "allOf" not in path[:-2]
    inside = [*_alternatives(schema, path, may_name_types=first_of_all)]
    inside += [(inner, (*path, "properties", key)) for key, inner in entries(schema, "properties")]
    if inner := child(schema, "items"):
        inside.append((inner, (*path, "items")))
    for inner, here in inside:
        yield from _nested_problems(inner, here)


def _missing_outside(schema: Schema, path: FieldPath, outside: dict[str, Any]) -> Iterator[Problem]:
    for inner, here in _alternatives(schema, path, may_name_types=False):
        yield from _missing_outside(inner, here, outside)
    for key, inner in entries(schema, "properties"):
        here = (*path, "properties", key)
        if key not in child(outside, "properties"):
            yield problem(here, "must be described outside allOf, anyOf, oneOf and not, too")
        else:
            yield from _missing_outside(inner, here, child(outside, "properties", key))
    if inner := child(schema, "items"):
        if isinstance(outside.get("items"), dict):
            yield from _missing_outside(inner, (*path, "items"), outside["items"])
        else:
            yield problem((*path, "items"), "must be described outside allOf, anyOf, oneOf and not, too")
