"""KP410: an owner that cannot be one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import entries, text
from kubeproof.rules.metadata import OBJECT, MetadataRule
from kubeproof.rules.rule import Bad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject
    from kubeproof.rules.typed import Fields

_OWNER = "    - apiVersion: apps/v1\n      kind: Deployment\n      name: {}\n      uid: {}\n      controller: true\n"
_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\n  ownerReferences:\n{}"
_UID = "0b4d4b1e-7e7f-4c56-9d8c-111122223333"
_PARTS = ("apiVersion", "kind", "name", "uid")


class OwnerReference(MetadataRule):
    """An owner is named with apiVersion, kind, name and uid; one owner at most is the controller, and none is an Event.

    Source: `ValidateOwnerReferences` in `k8s.io/apimachinery/pkg/api/validation`.
    """

    code = "KP410"
    name = "owner-reference"
    about: ClassVar = ("ownerReferences",)
    good: ClassVar = (_MAP.format(_OWNER.format("web", _UID)),)
    bad: ClassVar = (
        Bad(_MAP.format(_OWNER.format("web", '""'))),
        Bad(_MAP.format(_OWNER.format("web", _UID) + _OWNER.format("api", _UID))),
    )

    def metadata(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each empty part, each Event and each controller after the first."""
        del subject
        if path != OBJECT:
            return
        controllers: list[Fields] = []
        for index, owner in entries(value, "ownerReferences"):
            here = (*path, "ownerReferences", index)
            yield from _part_problems(owner, here)
            if owner.get("controller") is True and owner not in controllers:  # the server drops what is repeated
                controllers.append(owner)
                if len(controllers) > 1:
                    yield Problem((*here, "controller"), f'"{spell(here)}" is a second controller; only one can be')


def _part_problems(owner: Fields, path: FieldPath) -> Iterator[Problem]:
    for name in _PARTS:
        if owner.get(name) == "":
            yield Problem((*path, name), f'"{spell((*path, name))}" must not be empty')
    version = text(owner, "apiVersion")
    if version.endswith("/") or version.count("/") > 1:
        here = (*path, "apiVersion")
        yield Problem(here, f'"{spell(here)}" must be a version such as v1 or apps/v1, not "{version}"')
    if text(owner, "kind") == "Event" and version == "v1":
        yield Problem(path, f'"{spell(path)}" is an Event, which cannot own anything')
