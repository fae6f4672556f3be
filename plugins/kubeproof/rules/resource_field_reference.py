"""KP508: a reference to a request or a limit that cannot be referred to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import part, text
from kubeproof.manifest.quantity import quantity
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_NAMES = tuple(f"{side}.{name}" for side in ("limits", "requests") for name in ("cpu", "memory", "ephemeral-storage"))
_HUGE_PAGES = ("limits.hugepages-", "requests.hugepages-")
_EXPONENT = re.compile(r".*[0-9][eE][+-]?[0-9]+")
_SMALLEST_CPU = "1m"
_VARIABLE = "env:\n  - name: LIMIT\n    valueFrom:\n      resourceFieldRef:\n        resource: {}\n        divisor: {}"


class ResourceFieldReference(TypeRule):
    """A `resourceFieldRef` names no request or limit of a container, or divides it by something odd.

    For CPU the divisor is `1` or `1m`, for the rest `1` or one unit: `1k`, `1Ki`, `1M`, `1Mi` and so on. In a volume,
    the container has to be named too.

    Source: `validateContainerResourceFieldSelector` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP508"
    name = "resource-field-reference"
    good: ClassVar = (pod(_VARIABLE.format("limits.memory", "1Mi")),)
    bad: ClassVar = (
        Bad(pod(_VARIABLE.format("limits.memoryy", "1Mi")), fixed=pod(_VARIABLE.format("limits.memory", "1Mi"))),
        Bad(pod(_VARIABLE.format("limits.cpu", "10m"))),
    )
    types: ClassVar = ("core.EnvVarSource", "core.DownwardAPIVolumeFile")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """Problems of the resource's name, the divisor and the container's name."""
        reference, here = part(value, "resourceFieldRef"), (*path, "resourceFieldRef")
        in_volume = subject.visiting == "core.DownwardAPIVolumeFile"
        if reference and in_volume and not text(reference, "containerName"):
            yield problem((*here, "containerName"), "is required in a volume: name the container")
        name = text(reference, "resource")
        if name and name not in _NAMES and not name.startswith(_HUGE_PAGES):
            likely = nearest(name, _NAMES)
            hint = f"; did you mean {likely}?" if likely else f"; write one of {', '.join(_NAMES)}"
            yield problem((*here, "resource"), f'cannot be "{name}"{hint}')
        elif not _divides(reference.get("divisor"), is_cpu=name.endswith(".cpu")):
            units = f"1 or {_SMALLEST_CPU}" if name.endswith(".cpu") else "1 or one unit, such as 1k or 1Mi"
            yield problem((*here, "divisor"), f"cannot be {reference['divisor']}; write {units}")


def _divides(divisor: object, *, is_cpu: bool) -> bool:
    amount = quantity(divisor)
    if not amount:
        return True
    if _EXPONENT.match(str(divisor)):
        return False
    if is_cpu:
        return amount in (1, quantity(_SMALLEST_CPU))
    base = 1024 if str(divisor).endswith("i") else 1000
    return amount in {base**power for power in range(7)}
