"""KP872: a validation rule in a custom resource's schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import maps, text
from kubeproof.manifest.structural import schema_at
from kubeproof.rules.crd_examples import crd
from kubeproof.rules.crd_schema import CrdSchemaRule
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.manifest.structural import Node, Schema

_REASONS = ("FieldValueRequired", "FieldValueForbidden", "FieldValueInvalid", "FieldValueDuplicate")
_SIZE = (
    "type: object\nproperties:\n  size:\n    type: integer\n"
    "x-kubernetes-validations:\n  - rule: self.size > 0\n    {}\n"
)


class CrdValidation(CrdSchemaRule):
    """A rule of `x-kubernetes-validations` has an expression, a message on one line, and the path of a real field.

    A rule of several lines needs a message.

    Source: `ValidateCustomResourceDefinitionOpenAPISchema` in
    `k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go`.
    """

    code = "KP872"
    name = "crd-validation"
    good: ClassVar = (crd(_SIZE.format("fieldPath: .size")),)
    bad: ClassVar = (Bad(crd(_SIZE.format("fieldPath: .length"))), Bad(crd(_SIZE.format('message: "a\\nb"'))))

    def schema_problems(self, node: Node) -> Iterator[Problem]:
        """One problem for each wrong field of a rule."""
        for index, rule in maps(node.schema, "x-kubernetes-validations"):
            for name, fault in _faults(rule, node.schema):
                place: FieldPath = (*node.path, "x-kubernetes-validations", index, name)
                yield problem(place, fault)


def _faults(rule: Schema, schema: Schema) -> Iterator[tuple[str, str]]:
    message = text(rule, "message").strip()
    if not text(rule, "rule").strip() and isinstance(rule.get("rule", ""), str):
        yield "rule", "is required and must not be empty"
    elif _is_long(text(rule, "rule").strip()) and not message:
        yield "message", "is required when the rule has several lines"
    if _is_long(message):
        yield "message", "must be a single line"
    for name in ("message", "messageExpression", "fieldPath"):
        if (found := text(rule, name)) and not found.strip():
            yield name, "must not be blank; leave it out"
    path = text(rule, "fieldPath")
    if path.strip() and schema_at(schema, path) is None:
        yield "fieldPath", f'is "{path}", which is no field of this schema; write a path such as .spec.size'
    reason = text(rule, "reason")
    if reason and reason not in _REASONS:
        yield "reason", f'cannot be "{reason}"; write one of {", ".join(_REASONS)}'


def _is_long(found: str) -> bool:
    return "\n" in found or "\r" in found
