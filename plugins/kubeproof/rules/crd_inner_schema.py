"""KP877: a schema below `items` or `additionalProperties` that the server cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child
from kubeproof.manifest.structural import nodes
from kubeproof.rules.crd_examples import crd
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.violations import violations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.manifest.structural import Node
    from kubeproof.rules.subject import Subject

_TYPE = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps"
_LIST = "type: array\nitems:\n  type: object\n  required: {}\n"


class CrdInnerSchema(TypeRule):
    """A keyword below `items` or `additionalProperties` has a value of the wrong type.

    The OpenAPI document leaves open what stands there; the server reads it as a schema all the same. It drops unknown
    keywords there without a word.

    Source: `JSONSchemaPropsOrArray` and `JSONSchemaPropsOrBool` in `k8s.io/apiextensions-apiserver`, `marshal.go`.
    """

    code = "KP877"
    name = "crd-inner-schema"
    good: ClassVar = (crd(_LIST.format("[]")),)
    bad: ClassVar = (Bad(crd(_LIST.format("true"))),)
    types: ClassVar = ("apiextensions.CustomResourceDefinitionVersion",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such keyword."""
        schema = child(value, "schema").get("openAPIV3Schema")
        if not isinstance(schema, dict):
            return
        for node in nodes(schema, (*path, "schema", "openAPIV3Schema")):
            additional = node.schema.get("additionalProperties")
            if additional is not None and not isinstance(additional, (bool, dict)):
                yield problem((*node.path, "additionalProperties"), "must be true, false or a schema")
            if node.path[-1] in ("items", "additionalProperties") and node.path[-2] != "properties":
                yield from _problems(node, subject)


def _problems(node: Node, subject: Subject) -> Iterator[Problem]:
    for found in violations(subject.catalog, _TYPE, node.schema):
        if found.sort == "wrong type":
            types = found.detail if isinstance(found.detail, list) else [found.detail]
            words = " or ".join(str(type_) for type_ in types if type_ != "null")
            yield problem((*node.path, *found.path), f"must be of the type {words}")
