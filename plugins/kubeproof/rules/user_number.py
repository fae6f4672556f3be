"""KP541: a number of a user or a group that is out of range."""

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

_LAST = 2**31 - 1


class UserNumber(FieldRule):
    """The number of a user or a group is not between 0 and 2147483647.

    Source: `IsValidUserID` and `IsValidGroupID` in `k8s.io/apimachinery/pkg/util/validation`.
    """

    code = "KP541"
    name = "user-number"
    in_fragments = True
    good: ClassVar = (pod("securityContext:\n  runAsUser: 1000"),)
    bad: ClassVar = (Bad(pod("securityContext:\n  runAsUser: -1")), Bad(pod(spec="securityContext:\n  fsGroup: -1")))
    fields: ClassVar = {
        "core.SecurityContext": ("runAsUser", "runAsGroup"),
        "core.PodSecurityContext": ("runAsUser", "runAsGroup", "fsGroup", "supplementalGroups"),
    }

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a number out of range."""
        del subject
        if isinstance(value, int) and not isinstance(value, bool) and not 0 <= value <= _LAST:
            yield problem(path, f"must be between 0 and {_LAST}, not {value}")
