"""KP870: a default in a custom resource's schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.structural_values import value_faults
from kubeproof.rules.crd_examples import crd
from kubeproof.rules.crd_schema import CrdSchemaRule
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.structural import Node

_SIZE = "type: object\nproperties:\n  size:\n    type: integer\n    minimum: 1\n    default: {}\n"


class CrdDefault(CrdSchemaRule):
    """A default is a value that the schema allows, without unknown fields; metadata has none.

    Source: `ValidateDefaults` in `k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting/validation.go`.
    """

    code = "KP870"
    name = "crd-default"
    good: ClassVar = (crd(_SIZE.format("3")),)
    bad: ClassVar = (Bad(crd(_SIZE.format("'3'"))), Bad(crd(_SIZE.format("0"))))

    def schema_problems(self, node: Node) -> Iterator[Problem]:
        """One problem for each thing that is wrong with the default."""
        default, place = node.schema.get("default"), (*node.path, "default")
        if default is None or not node.structural:
            return
        if node.top_meta or node.free_meta:
            yield problem(place, "cannot be used for metadata, kind or apiVersion")
        elif not node.inside_meta and "additionalProperties" not in node.path:
            for fault in value_faults(default, node.schema):
                yield problem(place, fault)
