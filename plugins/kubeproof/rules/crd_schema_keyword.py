"""KP866: a keyword that schemas of custom resources cannot use."""

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

_UNSUPPORTED = {
    "id": ("",),
    "$schema": ("",),
    "$ref": (),
    "additionalItems": (),
    "definitions": ({},),
    "dependencies": (),
    "patternProperties": ({},),
}
_PRESERVE = "x-kubernetes-preserve-unknown-fields"
_LABELS = "type: object\nproperties:\n  name:\n    type: string\n{}\n"


class CrdSchemaKeyword(CrdSchemaRule):
    """Some keywords of JSON Schema are refused: they cannot be checked fast, or contradict others.

    `$ref`, `definitions`, `dependencies`, `patternProperties`, `additionalItems`, `id` and `$schema` are unknown to
    Kubernetes, `uniqueItems` takes too long, `items` is one schema and no list, `x-kubernetes-preserve-unknown-fields`
    is `true` or left out, and `additionalProperties` does not stand beside `properties`.

    Source: `specStandardValidatorV3.validate` and `ValidateCustomResourceDefinitionOpenAPISchema` in
    `k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go`.
    """

    code = "KP866"
    name = "crd-schema-keyword"
    good: ClassVar = (crd(_LABELS.format("")), crd(_LABELS.format("additionalProperties: true")))
    bad: ClassVar = (
        Bad(crd(_LABELS.format("additionalProperties: false"))),
        Bad(crd("type: array\nuniqueItems: true\nitems:\n  type: string")),
        Bad(crd("type: object\n$ref: '#/definitions/Size'")),
    )

    def schema_problems(self, node: Node) -> Iterator[Problem]:
        """One problem for each such keyword."""
        schema, path = node.schema, node.path
        for name, harmless in _UNSUPPORTED.items():
            if schema.get(name) is not None and schema[name] not in harmless:
                yield problem((*path, name), "is not supported in the schema of a custom resource")
        if schema.get("uniqueItems") is True:
            yield problem((*path, "uniqueItems"), "cannot be true; write x-kubernetes-list-type: set")
        if isinstance(schema.get("items"), list) and schema["items"]:
            yield problem((*path, "items"), "must be one schema, not a list of them")
        if schema.get(_PRESERVE) is False:
            yield problem((*path, _PRESERVE), "must be true, or left out")
        additional = schema.get("additionalProperties")
        if schema.get("properties") and (additional is False or isinstance(additional, dict)):
            yield problem((*path, "additionalProperties"), "cannot stand beside properties; keep one of them")
