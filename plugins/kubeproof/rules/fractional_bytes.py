"""KP965: an amount of memory or storage that is not a whole number of bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.quantity import quantity
from kubeproof.manifest.values import mapping
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.storage_examples import claim
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LIMITS = "resources:\n  limits:\n    memory: {}"
_POD_BYTES = ("memory", "ephemeral-storage")
_BOTH = (("resources", "limits"), ("resources", "requests"))
_AMOUNTS: dict[str, tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]] = {
    "core.Container": (_BOTH, _POD_BYTES),
    "core.EphemeralContainer": (_BOTH, _POD_BYTES),
    "core.PersistentVolumeClaimSpec": (_BOTH, ("storage",)),
    "core.PodSpec": ((("overhead",),), _POD_BYTES),
}
_MILLI = "m"


class FractionalBytes(TypeRule):
    """An amount of memory or storage is a part of a byte, or a few bytes: `m` is a thousandth, and `M` or `Mi` meant.

    Source: `fractional byte value … is invalid, must be an integer` in `pkg/api/pod/warnings.go`; see
    https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory.
    """

    code = "KP965"
    name = "fractional-bytes"
    severity = Severity.WARNING
    about: ClassVar = ("resources", "overhead")
    good: ClassVar = (pod(_LIMITS.format("400Mi")),)
    bad: ClassVar = (Bad(pod(_LIMITS.format("400m"))), Bad(claim(storage="1500m")))
    types: ClassVar = tuple(_AMOUNTS)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such amount."""
        parts, names = _AMOUNTS[subject.visiting]
        for where in parts:
            amounts = mapping(value, *where)
            for name in names:
                written = amounts.get(name)
                number = quantity(written)
                is_milli = isinstance(written, str) and written.endswith(_MILLI) and number
                if number is not None and (number.denominator != 1 or is_milli):
                    yield wrong(
                        (*path, *where, name), f"is {written}, which is {_bytes(float(number))}{_hint(written)}"
                    )


def _bytes(number: float) -> str:
    return f"{number:g} byte" if number <= 1 else f"{number:g} bytes"


def _hint(written: object) -> str:
    digits = str(written).removesuffix(_MILLI)
    return f"; write {digits}Mi for mebibytes" if str(written).endswith(_MILLI) else ": write a whole number"
