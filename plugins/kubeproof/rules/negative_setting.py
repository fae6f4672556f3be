"""KP969: a negative number that does not do what it seems to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.values import integer
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_GRACE = "terminationGracePeriodSeconds"
_PERIOD = f"{_GRACE}: {{}}"
_EFFECT = {_GRACE: "is treated as 1", "revisionHistoryLimit": "keeps all old revisions"}


class NegativeSetting(FieldRule):
    """A grace period or a number of revisions is negative: the server takes it, and it means something else.

    Source: `must be >= 0; negative values are invalid and will be treated as 1` in `pkg/api/pod/warnings.go`, and the
    strategy of StatefulSets.
    """

    code = "KP969"
    name = "negative-setting"
    severity = Severity.WARNING
    good: ClassVar = (pod(spec=_PERIOD.format(30)),)
    bad: ClassVar = (Bad(pod(spec=_PERIOD.format(-1))),)
    fields: ClassVar = {"apps.StatefulSetSpec": ("revisionHistoryLimit",), "core.PodSpec": (_GRACE,)}

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a negative number."""
        del subject
        number = integer(value)
        if number is not None and number < 0 and path[-1] in _EFFECT:
            yield wrong(path, f"is {number}, which {_EFFECT[str(path[-1])]}; write 0 or more")
