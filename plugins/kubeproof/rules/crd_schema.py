"""Rules about the schemas of custom resources: each schema inside a version's schema is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child
from kubeproof.manifest.structural import nodes
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.manifest.structural import Node
    from kubeproof.rules.subject import Subject


class CrdSchemaRule(TypeRule):
    """A rule about one schema at a time, wherever it stands inside the schema of a version."""

    types: ClassVar = ("apiextensions.CustomResourceDefinitionVersion",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of all schemas of a version."""
        del subject
        schema = child(value, "schema").get("openAPIV3Schema")
        if isinstance(schema, dict):
            for node in nodes(schema, (*path, "schema", "openAPIV3Schema")):
                yield from self.schema_problems(node)

    def schema_problems(self, node: Node) -> Iterator[Problem]:
        """The problems of one schema, without those inside it."""
        raise NotImplementedError
