"""KP516: a word that is left empty where there is a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject


class EmptyWord(FieldRule):
    """A field that takes one of a few words has an empty text.

    For most fields that is the same as leaving them out, for these it is not.

    Source: the pointers among the fields of `PodSpec` and below in `k8s.io/api/core/v1`, and `Unsupported value: ""`
    in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP516"
    name = "empty-word"
    good: ClassVar = (pod(spec="securityContext:\n  fsGroupChangePolicy: Always"),)
    bad: ClassVar = (Bad(pod(spec='securityContext:\n  fsGroupChangePolicy: ""')),)
    fields: ClassVar = {
        "core.AzureDiskVolumeSource": ("cachingMode",),
        "core.PodSpec": ("preemptionPolicy",),
        "core.PodSecurityContext": ("fsGroupChangePolicy", "seLinuxChangePolicy", "supplementalGroupsPolicy"),
        "core.SecurityContext": ("procMount",),
        "core.TopologySpreadConstraint": ("nodeAffinityPolicy", "nodeTaintsPolicy"),
        "core.VolumeMount": ("mountPropagation", "recursiveReadOnly"),
    }

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for an empty text."""
        del subject
        if value == "":
            yield problem(path, "must not be empty; write a word, or leave the field out")
