"""KP408: a label that cannot be one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.selectors import labels_faults
from kubeproof.rules.metadata import MetadataRule
from kubeproof.rules.rule import Bad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject
    from kubeproof.rules.typed import Fields

_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\n  labels:\n    {}\n"


class LabelForm(MetadataRule):
    """A label has a key such as `app` or `example.com/app` and a value of at most 63 letters, digits, `-`, `_` and `.`.

    What is longer or has spaces, `/` or `:` belongs in an annotation.

    Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set.
    """

    code = "KP408"
    name = "label-form"
    about: ClassVar = ("labels",)
    good: ClassVar = (_MAP.format("example.com/tier: front-end"), _MAP.format('tier: ""'))
    bad: ClassVar = (Bad(_MAP.format("tier: front end")), Bad(_MAP.format("my/own/tier: front")))

    def metadata(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each key and each value."""
        del subject
        for at, message in labels_faults(value.get("labels"), (*path, "labels")):
            yield Problem(at, message)
