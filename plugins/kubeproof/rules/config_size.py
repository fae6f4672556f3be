"""KP801: a ConfigMap or a Secret that is too large."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.pods import part
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LARGEST = 1024 * 1024
_HEAD = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  text: "
_SECRET = "core.Secret"  # noqa: S105 - the name of a type


class ConfigSize(TypeRule):
    """All values of a ConfigMap or a Secret together have at most 1 MiB; larger things belong in a volume or an image.

    Source: `MaxSecretSize`, https://kubernetes.io/docs/concepts/configuration/configmap/.
    """

    code = "KP801"
    name = "config-size"
    good: ClassVar = (f"{_HEAD}short\n",)
    bad: ClassVar = (Bad(f"{_HEAD}{'x' * (_LARGEST + 1)}\n"),)
    types: ClassVar = ("core.ConfigMap", _SECRET)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for too much data."""
        plain, encoded = ("stringData", "data") if subject.visiting == _SECRET else ("data", "binaryData")
        texts = part(value, plain)
        hidden = {key: text for key, text in part(value, encoded).items() if key not in texts}
        size = sum(len(text.encode()) for text in texts.values() if isinstance(text, str))
        size += sum(_decoded(text) for text in hidden.values() if isinstance(text, str))
        if size > _LARGEST:
            message = f'"data" must be no more than {_LARGEST} bytes, not {size}; larger things belong in a volume'
            yield Problem((*path, "data"), message, "key")


def _decoded(text: str) -> int:
    """The number of bytes of a text in Base64."""
    letters = text.replace("\n", "").rstrip("=")
    return len(letters) * 3 // 4
