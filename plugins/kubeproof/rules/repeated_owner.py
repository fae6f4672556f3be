"""KP978: an owner that stands twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.values import sequence
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_OWNER = "    - apiVersion: apps/v1\n      kind: ReplicaSet\n      name: web\n      uid: 0f2c\n"
_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n  ownerReferences:\n"


class RepeatedOwner(TypeRule):
    """The same owner stands twice in `metadata.ownerReferences`; the server drops the second.

    Source: `dedupOwnerReferencesAndAddWarning` in `k8s.io/apiserver/pkg/endpoints/handlers/rest.go`.
    """

    code = "KP978"
    name = "repeated-owner"
    severity = Severity.WARNING
    about: ClassVar = ("ownerReferences",)
    good: ClassVar = (_MAP + _OWNER,)
    bad: ClassVar = (Bad(_MAP + _OWNER + _OWNER),)
    types: ClassVar = ("meta.ObjectMeta",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each owner that repeats an earlier one."""
        del subject
        owners = sequence(value, "ownerReferences")
        for index, owner in enumerate(owners):
            if path == ("metadata",) and owner in owners[:index]:
                first = owners.index(owner)
                yield wrong((*path, "ownerReferences", index), f"is the same as ownerReferences[{first}]; keep one")
