"""KP986: an amount without a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_NO_DIGITS = re.compile(r"[+-]?\.?(?:[numkMGTPE]|[KMGTPE]i)?")
_LIMITS = "resources:\n  limits:\n    memory: {}"


class QuantityWithoutDigits(FieldRule):
    """An amount is a unit without a number, such as `Mi`: the server reads it as 0.

    Source: `parseQuantityString` in `k8s.io/apimachinery/pkg/api/resource/quantity.go`.
    """

    code = "KP986"
    name = "quantity-without-digits"
    severity = Severity.WARNING
    good: ClassVar = (pod(_LIMITS.format("64Mi")),)
    bad: ClassVar = (Bad(pod(_LIMITS.format("Mi"))),)
    fields: ClassVar = {
        "core.EmptyDirVolumeSource": ("sizeLimit",),
        "core.LimitRangeItem": ("default", "defaultRequest", "max", "maxLimitRequestRatio", "min"),
        "core.PersistentVolumeSpec": ("capacity",),
        "core.PodSpec": ("overhead",),
        "core.ResourceQuotaSpec": ("hard",),
        "core.ResourceRequirements": ("limits", "requests"),
        "core.VolumeResourceRequirements": ("limits", "requests"),
    }

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for an amount without digits; an empty one is an error, which another rule says."""
        del subject
        if isinstance(value, str) and value and _NO_DIGITS.fullmatch(value):
            yield wrong(path, f'is "{value}", which counts as 0; write a number before the unit')
