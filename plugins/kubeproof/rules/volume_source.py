"""KP513: a source of a volume with settings that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.names import dns_subdomain_fault
from kubeproof.manifest.pods import number, part, text
from kubeproof.manifest.quantity import quantity
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_BYTE = range(256)
_RESERVED = (".kubernetes.io", ".k8s.io")
_TENANT = 64
_VOLUME = "volumes:\n  - name: data\n    {}"
Fault = tuple[str, str]


class VolumeSource(TypeRule):
    """A volume's source has a setting that its kind does not take.

    A size must not be negative, a partition is at most 255, the address of an Azure disk fits its kind, and the claim
    template of an ephemeral volume has no metadata but labels and annotations.

    Source: `validateVolumeSource` and below, `pkg/apis/core/validation/validation.go`.
    """

    code = "KP513"
    name = "volume-source"
    good: ClassVar = (pod(spec=_VOLUME.format("emptyDir:\n      sizeLimit: 1Gi")),)
    bad: ClassVar = (
        Bad(pod(spec=_VOLUME.format("emptyDir:\n      sizeLimit: -1Gi"))),
        Bad(pod(spec=_VOLUME.format("gcePersistentDisk:\n      pdName: disk\n      partition: 256"))),
    )
    types: ClassVar = (
        "core.AWSElasticBlockStoreVolumeSource",
        "core.AzureDiskVolumeSource",
        "core.CSIVolumeSource",
        "core.CinderVolumeSource",
        "core.EmptyDirVolumeSource",
        "core.FlexVolumeSource",
        "core.FlockerVolumeSource",
        "core.GCEPersistentDiskVolumeSource",
        "core.PersistentVolumeClaimTemplate",
        "core.QuobyteVolumeSource",
        "core.StorageOSVolumeSource",
    )

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each setting."""
        for name, fault in _CHECKS[subject.visiting](value):
            yield problem((*path, *name.split(".")), fault)


def _empty_dir(source: Fields) -> Iterator[Fault]:
    if (quantity(source.get("sizeLimit")) or 0) < 0:
        yield "sizeLimit", "must not be negative"


def _partition(source: Fields) -> Iterator[Fault]:
    if (number(source, "partition") or 0) not in _BYTE:
        yield "partition", "must be between 0 and 255"


def _azure_disk(source: Fields) -> Iterator[Fault]:
    kind, address = text(source, "kind") or "Shared", text(source, "diskURI")
    start = "/subscriptions/" if kind == "Managed" else "https://"
    if address and not address.startswith(start):
        yield "diskURI", f"must start with {start} for a disk of the kind {kind}"


def _flex(source: Fields) -> Iterator[Fault]:
    for key in part(source, "options"):
        domain = str(key).partition("/")[0] if "/" in str(key) else str(key)
        if f".{domain.lower()}".endswith(_RESERVED):
            yield "options", f'has the key "{key}"; kubernetes.io and k8s.io are reserved'


def _flocker(source: Fields) -> Iterator[Fault]:
    if "/" in text(source, "datasetName"):
        yield "datasetName", 'must not contain "/"'


def _quobyte(source: Fields) -> Iterator[Fault]:
    registry = text(source, "registry")
    if len(text(source, "tenant")) > _TENANT:
        yield "tenant", f"must be no more than {_TENANT} characters"
    elif registry and not all(":" in pair for pair in registry.split(",")):
        yield "registry", "must be host:port, or several of them with commas between"


def _secret(field: str) -> Callable[[Fields], Iterator[Fault]]:
    def check(source: Fields) -> Iterator[Fault]:
        secret = source.get(field)
        if isinstance(secret, dict):
            if not text(secret, "name"):
                yield f"{field}.name", "is required and must not be empty"
            elif field == "nodePublishSecretRef" and (fault := dns_subdomain_fault(text(secret, "name"))):
                yield f"{field}.name", f'is "{text(secret, "name")}", which {fault}'

    return check


def _claim_template(source: Fields) -> Iterator[Fault]:
    for name in part(source, "metadata"):
        if name not in ("labels", "annotations", "creationTimestamp") and source["metadata"][name] not in ("", None):
            yield f"metadata.{name}", "cannot be set here; only labels and annotations can"


_CHECKS: dict[str, Callable[[Fields], Iterator[Fault]]] = {
    "core.AWSElasticBlockStoreVolumeSource": _partition,
    "core.AzureDiskVolumeSource": _azure_disk,
    "core.CSIVolumeSource": _secret("nodePublishSecretRef"),
    "core.CinderVolumeSource": _secret("secretRef"),
    "core.EmptyDirVolumeSource": _empty_dir,
    "core.FlexVolumeSource": _flex,
    "core.FlockerVolumeSource": _flocker,
    "core.GCEPersistentDiskVolumeSource": _partition,
    "core.PersistentVolumeClaimTemplate": _claim_template,
    "core.QuobyteVolumeSource": _quobyte,
    "core.StorageOSVolumeSource": _secret("secretRef"),
}
