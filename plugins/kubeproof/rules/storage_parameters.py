"""KP755: parameters of a class that are too many, too long or missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import required, wrong
from kubeproof.manifest.values import mapping
from kubeproof.rules.rule import Bad
from kubeproof.rules.storage_examples import storage_class
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_MOST = 512
_LARGEST = 256 * 1024


class StorageParameters(TypeRule):
    """A VolumeAttributesClass has parameters, and a StorageClass may have some: 512 or 256 KiB at most, with keys.

    Source: `validateParameters`; see https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/.
    """

    code = "KP755"
    name = "storage-parameters"
    good: ClassVar = (storage_class("parameters:\n  type: ssd"),)
    bad: ClassVar = (
        Bad(storage_class('parameters:\n  "": ssd')),
        Bad(
            "apiVersion: storage.k8s.io/v1\nkind: VolumeAttributesClass\nmetadata:\n  name: gold\n"
            "driverName: disk.csi.example.com\nparameters: {}\n"
        ),
    )
    types: ClassVar = ("storage.StorageClass", "storage.VolumeAttributesClass")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of the parameters of one class."""
        parameters, here = mapping(value, "parameters"), (*path, "parameters")
        if not parameters and subject.visiting == "storage.VolumeAttributesClass":
            yield required(here, "write at least one")
        if len(parameters) > _MOST:
            yield wrong(here, f"must have {_MOST} items at most, not {len(parameters)}")
        elif sum(_size(key) + _size(item) for key, item in parameters.items()) > _LARGEST:
            yield wrong(here, f"must have {_LARGEST} bytes at most")
        if "" in parameters:
            yield wrong(here, "must not have an empty key")


def _size(value: object) -> int:
    return len(value.encode(errors="replace")) if isinstance(value, str) else 0
