"""KP752: a volume without a size or a place, or with two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import forbidden, required, wrong
from kubeproof.manifest.quantity import quantity
from kubeproof.manifest.values import mapping, sequence, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.storage_examples import volume
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SOURCES = (
    "hostPath",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "glusterfs",
    "flocker",
    "nfs",
    "rbd",
    "quobyte",
    "cephfs",
    "iscsi",
    "cinder",
    "fc",
    "flexVolume",
    "azureFile",
    "vsphereVolume",
    "photonPersistentDisk",
    "portworxVolume",
    "azureDisk",
    "scaleIO",
    "local",
    "storageos",
    "csi",
)
_UNCHECKED = "flexVolume"  # the server takes it beside another one that is named before it here
_INLINE = "inlineVolumeSpec"
_CLASS_SINCE = "1.34"


class PersistentVolume(TypeRule):
    """A PersistentVolume has access modes, a capacity of `storage` and nothing else, and one place where it is.

    A local volume needs a `nodeAffinity`. A volume with a `volumeAttributesClassName` is a CSI volume (since 1.34). The
    root of a node (`hostPath: /`) cannot be recycled.

    Source: `ValidatePersistentVolumeSpec`; see
    https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistent-volumes.
    """

    code = "KP752"
    name = "persistent-volume"
    good: ClassVar = (volume(),)
    bad: ClassVar = (
        Bad(volume(source="")),
        Bad(volume("hostPath:\n  path: /data")),
        Bad(volume(capacity="disk: 1Gi"), fixed=volume()),
        Bad(volume(capacity="storage: '0'")),
        Bad(volume(source="local:\n  path: /data\n")),
    )
    types: ClassVar = ("core.PersistentVolumeSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one volume."""
        if not sequence(value, "accessModes"):
            yield required((*path, "accessModes"), "write at least one access mode, such as [ReadWriteOnce]")
        if _INLINE not in path:
            yield from _capacity(value, path)
        given = [name for name in _SOURCES if value.get(name) is not None]
        if not given:
            yield required(path, "name the place of the volume, such as csi, nfs or hostPath")
        for name in given[1:]:
            if name != _UNCHECKED:
                yield forbidden((*path, name), f"must not stand beside {given[0]}: a volume has one place")
        if "local" in given and value.get("nodeAffinity") is None:
            yield required((*path, "nodeAffinity"), "a local volume is on certain nodes")
        known = version_key(subject.catalog.version) >= version_key(_CLASS_SINCE)
        yield from _settings(value, path, attributes=known and _INLINE not in path)


def _capacity(spec: Fields, path: FieldPath) -> Iterator[Problem]:
    capacity, here = mapping(spec, "capacity"), (*path, "capacity")
    if "storage" not in capacity:
        yield required((*here, "storage"), "write how large the volume is, such as 1Gi")
    for name, value in capacity.items():
        amount = quantity(value)
        if name != "storage":
            yield forbidden((*here, name), "is not a capacity of volumes; the only one is storage")
        elif value is None or (amount is not None and amount <= 0):
            yield wrong((*here, name), "must be above zero")


def _settings(spec: Fields, path: FieldPath, *, attributes: bool) -> Iterator[Problem]:
    root = text(spec, "hostPath", "path")
    if ".." in text(spec, "local", "path").split("/"):
        yield wrong((*path, "local", "path"), 'must not contain ".."')
    if mapping(spec, "azureFile").get("secretNamespace") == "":
        yield required((*path, "azureFile", "secretNamespace"))
    is_root = bool(root) and all(part in ("", ".") for part in root.split("/"))
    if is_root and text(spec, "persistentVolumeReclaimPolicy") == "Recycle":
        yield wrong((*path, "persistentVolumeReclaimPolicy"), "must not be Recycle for the root of a node")
    name = spec.get("volumeAttributesClassName") if attributes else None
    if name is not None and spec.get("csi") is None:
        yield required((*path, "csi"), "volumeAttributesClassName is for CSI volumes")
    if name == "":
        yield required((*path, "volumeAttributesClassName"))
