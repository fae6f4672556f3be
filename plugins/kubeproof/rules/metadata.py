"""Rules about the metadata that the API server looks at: of objects, and the labels and annotations of templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.visits import short_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

OBJECT: FieldPath = ("metadata",)
_TEMPLATES = ("template", "volumeClaimTemplate")
_CLAIM_TEMPLATES = "resource.ResourceClaimTemplate"
_NOT_KEPT = ("authentication.", "authorization.", "policy.Eviction", "autoscaling.Scale", "core.Binding")


class MetadataRule(TypeRule):
    """A rule about metadata: of the object, of Pod templates and of claims in volumes.

    The server reads neither the metadata of `volumeClaimTemplates` nor that of a `jobTemplate`, nor the one of a
    question that it answers and does not keep, such as a TokenReview.
    """

    types: ClassVar[tuple[str, ...]] = ("meta.ObjectMeta",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of the metadata that the server looks at."""
        kind = short_name(subject.type_name or "")
        if path == OBJECT:
            if not kind.startswith(_NOT_KEPT):
                yield from self.metadata(value, path, subject)
        elif path[-2] in _TEMPLATES or kind == _CLAIM_TEMPLATES:
            yield from self.metadata(value, path, subject)

    def metadata(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one such metadata."""
        raise NotImplementedError
