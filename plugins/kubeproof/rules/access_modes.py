"""KP751: an access mode that stands for itself only."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.values import sequence
from kubeproof.rules.rule import Bad
from kubeproof.rules.storage_examples import claim
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_ALONE = "ReadWriteOncePod"
_OTHERS = {"ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany"}
_SINCE = "1.27"
_TEMPLATES = "volumeClaimTemplates"
_TEMPLATES_SINCE = "1.35"


class AccessModes(TypeRule):
    """A volume that one Pod may use (`ReadWriteOncePod`) has no other access mode.

    Since 1.27; the claim templates of a StatefulSet are checked since 1.35.

    Source: `ValidatePersistentVolumeClaimSpec` and `ValidatePersistentVolumeSpec`; see
    https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes.
    """

    code = "KP751"
    name = "access-modes"
    lists_words = True
    good: ClassVar = (claim(modes=f"[{_ALONE}]"),)
    bad: ClassVar = (Bad(claim(modes=f"[ReadWriteOnce, {_ALONE}]")),)
    types: ClassVar = ("core.PersistentVolumeClaimSpec", "core.PersistentVolumeSpec")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for a list with that mode and others."""
        since = _TEMPLATES_SINCE if _TEMPLATES in path else _SINCE
        modes = {mode for mode in sequence(value, "accessModes") if isinstance(mode, str)}
        if version_key(subject.catalog.version) >= version_key(since) and _ALONE in modes and modes & _OTHERS:
            yield wrong((*path, "accessModes"), f"must not have {_ALONE} beside other modes")
