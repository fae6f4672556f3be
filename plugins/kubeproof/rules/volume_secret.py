"""KP753: a secret of a volume that cannot be found."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import required, wrong
from kubeproof.manifest.names import dns_label_fault, dns_subdomain_fault
from kubeproof.manifest.values import mapping, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.storage_examples import volume
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_BOTH = ("name", "namespace")
_SECRETS: dict[str, dict[str, tuple[str, ...]]] = {
    "core.CSIPersistentVolumeSource": dict.fromkeys(
        ("controllerPublishSecretRef", "controllerExpandSecretRef", "nodePublishSecretRef", "nodeExpandSecretRef"),
        _BOTH,
    ),
    "core.CinderPersistentVolumeSource": {"secretRef": _BOTH},
    "core.ISCSIPersistentVolumeSource": {"secretRef": ("name",)},
    "core.StorageOSPersistentVolumeSource": {"secretRef": _BOTH},
}
_CSI = "core.CSIPersistentVolumeSource"
_FORMS = {"name": dns_subdomain_fault, "namespace": dns_label_fault}
_DISK = "csi:\n  driver: disk.csi.example.com\n  volumeHandle: disk-1\n"
_SECRET = _DISK + "  nodePublishSecretRef:\n    name: disk\n"


class VolumeSecret(TypeRule):
    """A PersistentVolume belongs to no namespace, so it names its secrets with their namespaces.

    Source: `validatePVSecretReference`; see
    https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-v1/.
    """

    code = "KP753"
    name = "volume-secret"
    good: ClassVar = (volume(source=_SECRET + "    namespace: storage\n"),)
    bad: ClassVar = (Bad(volume(source=_SECRET)), Bad(volume(source=_SECRET + "    namespace: my_storage\n")))
    types: ClassVar = tuple(_SECRETS)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of the secrets of one volume."""
        for name, parts in _SECRETS[subject.visiting].items():
            for part in parts if value.get(name) is not None else ():
                here, found = (*path, name, part), text(mapping(value, name), part)
                if not found:
                    yield required(here, "the volume belongs to no namespace")
                elif subject.visiting == _CSI and (fault := _FORMS[part](found)):
                    yield wrong(here, f'is "{found}", which {fault}')
