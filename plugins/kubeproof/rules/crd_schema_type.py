"""KP865: the type of a value in a custom resource's schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.rules.crd_examples import crd
from kubeproof.rules.crd_schema import CrdSchemaRule
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.structural import Node

_TYPES = ("array", "boolean", "integer", "number", "object", "string")
_UNTYPED = ("x-kubernetes-int-or-string", "x-kubernetes-preserve-unknown-fields")
_SIZE = "type: object\nproperties:\n  size:\n    {}\n"


class CrdSchemaType(CrdSchemaRule):
    """Every value in the schema of a custom resource has a type, and it is one of OpenAPI's.

    None is needed with `x-kubernetes-int-or-string` or `x-kubernetes-preserve-unknown-fields`. The type of an array
    includes that of its items. A value that may be null is `nullable`; there is no type for null.

    Source: `ValidateStructural` in `k8s.io/apiextensions-apiserver/pkg/apiserver/schema/validation.go`.
    """

    code = "KP865"
    name = "crd-schema-type"
    good: ClassVar = (crd(_SIZE.format("type: integer")), crd(_SIZE.format("x-kubernetes-int-or-string: true")))
    bad: ClassVar = (
        Bad(crd(_SIZE.format("type: int"))),
        Bad(crd(_SIZE.format("minimum: 1"))),
        Bad(crd(_SIZE.format("type: array"))),
    )

    def schema_problems(self, node: Node) -> Iterator[Problem]:
        """One problem for the type, or for items that are missing."""
        schema, place = node.schema, (*node.path, "type")
        type_ = schema.get("type") or ""
        if type_ == "null":
            yield problem(place, "cannot be null; write nullable: true beside the type of the value")
        elif isinstance(type_, str) and type_ and type_ not in _TYPES:
            yield problem(place, f'cannot be "{type_}"; write one of {", ".join(_TYPES)}')
        if not node.structural:
            return
        if not type_ and not any(schema.get(name) is True for name in _UNTYPED):
            yield problem(place, "is required: each field, item and value needs a type")
        if type_ == "array" and not isinstance(schema.get("items"), (dict, list)):
            yield problem((*node.path, "items"), "is required: say what the items of the array are")
