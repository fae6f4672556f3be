"""KP409: an annotation that cannot be one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.names import qualified_name_fault
from kubeproof.manifest.path import spell
from kubeproof.rules.metadata import MetadataRule
from kubeproof.rules.rule import Bad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject
    from kubeproof.rules.typed import Fields

_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\n  annotations:\n    {}\n"
_LARGEST = 256 * 1024


class AnnotationForm(MetadataRule):
    """An annotation has a key such as `note` or `example.com/note`; all annotations together take at most 256 KiB.

    Source: `ValidateAnnotations` in `k8s.io/apimachinery/pkg/api/validation`.
    """

    code = "KP409"
    name = "annotation-form"
    about: ClassVar = ("annotations",)
    good: ClassVar = (_MAP.format("example.com/Note: any text, at all"),)
    bad: ClassVar = (Bad(_MAP.format("my note: text")), Bad(_MAP.format("example.com//note: text")))

    def metadata(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each key, and one if there is too much text."""
        del subject
        annotations = value.get("annotations")
        if not isinstance(annotations, dict):
            return
        here = (*path, "annotations")
        for key in annotations:
            if fault := qualified_name_fault(key.lower()):
                message = f'the annotation\'s key "{key}" in "{spell(here)}" {fault}'
                yield Problem((*here, key), message, "key")
        size = sum(_size(key) + _size(text) for key, text in annotations.items())
        if size > _LARGEST:
            yield Problem(here, f'"{spell(here)}" must be no more than {_LARGEST} bytes, not {size}', "key")


def _size(text: object) -> int:
    return len(text.encode()) if isinstance(text, str) else 0
