"""KP757: an attachment of no volume, or of two."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import forbidden, required
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_ATTACHMENT = (
    "apiVersion: storage.k8s.io/v1\nkind: VolumeAttachment\nmetadata:\n  name: data\n"
    "spec:\n  attacher: disk.csi.example.com\n  nodeName: node-1\n  source: {}\n"
)
_INLINE = "inlineVolumeSpec"
_NAMED = "persistentVolumeName"
_MAY_BE_EMPTY = ("capacity", "storageClassName")
_NOT_INLINE = ("claimRef", "capacity", "nodeAffinity", "storageClassName")


class AttachmentSource(TypeRule):
    """A VolumeAttachment names a PersistentVolume or describes one, a CSI volume without a claim, a size and a class.

    Source: `validateVolumeAttachmentSource`; see
    https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume-attachment-v1/.
    """

    code = "KP757"
    name = "attachment-source"
    good: ClassVar = (_ATTACHMENT.format("{persistentVolumeName: data}"),)
    bad: ClassVar = (Bad(_ATTACHMENT.format("{}")), Bad(_ATTACHMENT.format('{persistentVolumeName: ""}')))
    types: ClassVar = ("storage.VolumeAttachmentSource",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one source."""
        del subject
        inline, name = value.get(_INLINE), value.get(_NAMED)
        if inline is None and not name:
            yield required((*path, _NAMED), "name the volume that is attached")
        elif inline is not None and name is not None:
            yield forbidden((*path, _INLINE), f"must not stand beside {_NAMED}; remove one of them")
        elif isinstance(inline, dict):
            here = (*path, _INLINE)
            for field in _NOT_INLINE:
                if inline.get(field) is not None and (inline[field] or field not in _MAY_BE_EMPTY):
                    yield forbidden((*here, field), "is not allowed for a volume that is described here; remove it")
            if inline.get("csi") is None:
                yield required((*here, "csi"), "only CSI volumes can be described here")
