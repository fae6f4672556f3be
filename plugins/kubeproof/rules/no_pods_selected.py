"""KP970: a term that is about no Pods."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.pods import has
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SPREAD = "topologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: zone\n    whenUnsatisfiable: DoNotSchedule{}"
_SELECTOR = "\n    labelSelector:\n      matchLabels:\n        app: web"


class NoPodsSelected(TypeRule):
    """A constraint on spreading, or an affinity to Pods, has no `labelSelector` and so counts no Pod at all.

    It has no effect then. An empty selector, `{}`, matches all Pods of the namespace.

    Source: `a null labelSelector results in matching no pod` in `pkg/api/pod/warnings.go`.
    """

    code = "KP970"
    name = "no-pods-selected"
    severity = Severity.WARNING
    good: ClassVar = (pod(spec=_SPREAD.format(_SELECTOR)),)
    bad: ClassVar = (Bad(pod(spec=_SPREAD.format(""))),)
    types: ClassVar = ("core.PodAffinityTerm", "core.TopologySpreadConstraint")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for a selector that is missing."""
        del subject
        if not has(value, "labelSelector"):
            yield wrong((*path, "labelSelector"), "is missing, so no Pod is meant; write the labels of those Pods")
