"""KP869: the root of a custom resource's schema, and objects inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, is_empty
from kubeproof.manifest.structural import has_status, nodes
from kubeproof.rules.crd_examples import crd
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.manifest.structural import Node, Schema
    from kubeproof.rules.subject import Subject

_EMBEDDED = "x-kubernetes-embedded-resource"
_PRESERVE = "x-kubernetes-preserve-unknown-fields"
_INT_OR_STRING = "x-kubernetes-int-or-string"
_BESIDE_STATUS = frozenset(
    "description type format title maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern "
    "maxItems minItems uniqueItems multipleOf required items properties externalDocs example "
    f"{_PRESERVE} x-kubernetes-validations".split()
)
_TEMPLATE = "type: object\nx-kubernetes-embedded-resource: true\n{}"


class CrdSchemaObject(TypeRule):
    """The root of the schema is an object, and so is an object that is embedded in it.

    Their `kind` and `apiVersion` are texts; of their `metadata` only `name` and `generateName` can be restricted at
    the root. A version with the status subresource keeps the root to keywords that do not mix status and spec.

    Source: `validateStructuralInvariants` in `k8s.io/apiextensions-apiserver/pkg/apiserver/schema/validation.go`, and
    `validateCustomResourceDefinitionValidation`.
    """

    code = "KP869"
    name = "crd-schema-object"
    good: ClassVar = (crd(_TEMPLATE.format("x-kubernetes-preserve-unknown-fields: true")),)
    bad: ClassVar = (
        Bad(crd(_TEMPLATE.format(""))),
        Bad(
            crd().replace(
                "          type: object\n          prop",
                "          type: object\n          nullable: true\n          prop",
            )
        ),
    )
    types: ClassVar = ("apiextensions.CustomResourceDefinitionVersion",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong keyword."""
        del subject
        schema, root = child(value, "schema").get("openAPIV3Schema"), (*path, "schema", "openAPIV3Schema")
        if not isinstance(schema, dict):
            return
        yield from _root_problems(schema, root)
        if has_status(value):
            for name in schema:
                if name not in _BESIDE_STATUS and not is_empty(schema, name) and schema[name] is not False:
                    yield problem((*root, name), "cannot stand at the root of a schema with the status subresource")
        for node in nodes(schema, root):
            yield from _extension_problems(node)
            if node.structural and (node.schema is schema or node.schema.get(_EMBEDDED) is True):
                yield from _meta_problems(child(node.schema, "properties"), (*node.path, "properties"))


def _root_problems(schema: Schema, path: FieldPath) -> Iterator[Problem]:
    if (type_ := schema.get("type")) and type_ != "object":
        yield problem((*path, "type"), "must be object at the root")
    if schema.get("additionalProperties") is not None:
        yield problem((*path, "additionalProperties"), "cannot be used at the root")
    if schema.get("nullable") is True:
        yield problem((*path, "nullable"), "cannot be true at the root")
    metadata = child(schema, "properties", "metadata")
    here = (*path, "properties", "metadata")
    if set(child(metadata, "properties")) - {"name", "generateName"}:
        yield problem((*here, "properties"), "can restrict only name and generateName")
    for name in metadata:
        if (
            name not in {"type", "default", "properties"}
            and not is_empty(metadata, name)
            and metadata[name] is not False
        ):
            yield problem((*here, name), "cannot be used: metadata is described by Kubernetes itself")


def _meta_problems(properties: Fields, path: FieldPath) -> Iterator[Problem]:
    for name, type_ in (("kind", "string"), ("apiVersion", "string"), ("metadata", "object")):
        inner = properties.get(name)
        if isinstance(inner, dict) and inner.get("type") != type_:
            yield problem((*path, name, "type"), f"must be {type_}")


def _extension_problems(node: Node) -> Iterator[Problem]:
    schema, path = node.schema, node.path
    if node.structural and schema.get(_INT_OR_STRING) is True:
        for name in (_PRESERVE, _EMBEDDED):
            if schema.get(name) is True:
                yield problem((*path, name), f"cannot stand beside {_INT_OR_STRING}")
    if not node.structural or schema.get(_EMBEDDED) is not True:
        return
    if schema.get("type") != "object":
        yield problem((*path, "type"), f"must be object with {_EMBEDDED}")
    if schema.get("additionalProperties") is not None:
        yield problem((*path, "additionalProperties"), f"cannot stand beside {_EMBEDDED}")
    if schema.get(_PRESERVE) is not True and is_empty(schema, "properties"):
        yield problem((*path, "properties"), f"is required with {_EMBEDDED}, or {_PRESERVE}: true")
    if node.inside_meta:
        yield problem((*path, _EMBEDDED), "cannot be used inside metadata, kind or apiVersion")
