"""KP514: a disk in a storage network that cannot be reached."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import has, items, number, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LUNS = range(256)
_INITIATOR = re.compile(
    r"(?:iqn.*)?iqn\.\d{4}-\d{2}\.[A-Za-z0-9.-]+:[^,;*&$|\s]+|eui.[A-Za-z0-9]{16}|naa.[A-Za-z0-9]{32}",
    re.ASCII,
)
_ISCSI = "volumes:\n  - name: data\n    iscsi:\n      targetPortal: 192.0.2.1\n      iqn: {}\n      lun: {}"
Fault = tuple[str, str]


class StorageNetwork(TypeRule):
    """An iSCSI or Fibre Channel disk has a malformed name, a unit (LUN) beyond 255, or lacks what it needs.

    Source: `validateISCSIVolumeSource` and `validateFCVolumeSource` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP514"
    name = "storage-network"
    good: ClassVar = (pod(spec=_ISCSI.format("iqn.2001-04.com.example:storage.disk1", 0)),)
    bad: ClassVar = (
        Bad(pod(spec=_ISCSI.format("disk1", 0))),
        Bad(pod(spec=_ISCSI.format("iqn.2001-04.com.example:storage.disk1", 256))),
    )
    types: ClassVar = ("core.FCVolumeSource", "core.ISCSIVolumeSource", "core.ISCSIPersistentVolumeSource")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each setting."""
        faults = _fibre_channel if subject.visiting == "core.FCVolumeSource" else _iscsi
        for name, fault in faults(value):
            yield problem((*path, name), fault)


def _lun(source: Fields) -> Iterator[Fault]:
    if (number(source, "lun") or 0) not in _LUNS:
        yield "lun", "must be between 0 and 255"


def _iscsi(source: Fields) -> Iterator[Fault]:
    yield from _lun(source)
    for name in ("iqn", "initiatorName"):
        found = source.get(name)
        needed = found if name == "iqn" else isinstance(found, str)
        if needed and not _INITIATOR.fullmatch(text(source, name)):
            yield name, f'is "{found}"; write a name such as iqn.2001-04.com.example:storage.disk1'
    secured = source.get("chapAuthDiscovery") is True or source.get("chapAuthSession") is True
    if secured and not has(source, "secretRef"):
        yield "secretRef", "is required for CHAP authentication"


def _fibre_channel(source: Fields) -> Iterator[Fault]:
    targets, ids = items(source, "targetWWNs"), items(source, "wwids")
    if bool(targets) == bool(ids):
        yield "targetWWNs", "or wwids must be there, and not both"
    if targets and not has(source, "lun"):
        yield "lun", "is required with targetWWNs"
    if targets:
        yield from _lun(source)
