"""KP758: a source of a claim's data that the server drops."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import forbidden
from kubeproof.manifest.storage import SOURCES, effective_sources
from kubeproof.manifest.values import mapping
from kubeproof.rules.rule import Bad
from kubeproof.rules.storage_examples import claim
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject


class IgnoredDataSource(TypeRule):
    """The server drops a source of a claim's data without a word, and the volume comes up empty.

    It does so with a `dataSource` that is neither a PersistentVolumeClaim nor a VolumeSnapshot of the group
    `snapshot.storage.k8s.io`, and with a `dataSourceRef` into another namespace.

    Source: `EnforceDataSourceBackwardsCompatibility`; see
    https://kubernetes.io/docs/concepts/storage/persistent-volumes/#data-source-references.
    """

    code = "KP758"
    name = "ignored-data-source"
    severity = Severity.WARNING
    good: ClassVar = (claim("dataSource:\n  kind: PersistentVolumeClaim\n  name: old"),)
    bad: ClassVar = (Bad(claim("dataSource:\n  kind: VolumeSnapshot\n  name: old")),)
    types: ClassVar = ("core.PersistentVolumeClaim",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each source that is dropped."""
        spec = mapping(value, "spec")
        if path or subject.kind != "PersistentVolumeClaim":
            return
        for name in SOURCES:
            if spec.get(name) and name not in effective_sources(spec):
                yield forbidden(("spec", name), "is dropped by the server; write a dataSourceRef with an apiGroup")
