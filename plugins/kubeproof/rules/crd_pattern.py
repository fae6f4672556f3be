"""KP871: a pattern in a custom resource's schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import text
from kubeproof.manifest.patterns import pattern_fault
from kubeproof.rules.crd_examples import crd
from kubeproof.rules.crd_schema import CrdSchemaRule
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.structural import Node

_NAME = "type: object\nproperties:\n  name:\n    type: string\n    pattern: {}\n"


class CrdPattern(CrdSchemaRule):
    """A pattern is a regular expression of Go: without references and without looking ahead or behind.

    Source: `validateValueValidation` in `k8s.io/apiextensions-apiserver/pkg/apiserver/schema/validation.go`.
    """

    code = "KP871"
    name = "crd-pattern"
    good: ClassVar = (crd(_NAME.format("'^[a-z]+$'")),)
    bad: ClassVar = (Bad(crd(_NAME.format("'^(?!kube-)'"))), Bad(crd(_NAME.format("'^(a|b$'"))))

    def schema_problems(self, node: Node) -> Iterator[Problem]:
        """One problem for a pattern that Go cannot read."""
        if fault := pattern_fault(text(node.schema, "pattern")):
            yield problem((*node.path, "pattern"), fault)
