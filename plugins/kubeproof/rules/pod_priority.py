"""KP564: a priority that no class gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import number, part, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject


class PodPriority(TypeRule):
    """A Pod sets its `priority` or its `preemptionPolicy` itself.

    The server takes both from the PriorityClass that `priorityClassName` names, and refuses a Pod that says otherwise.
    Without a class the priority is 0 and the policy `PreemptLowerPriority`. In the template of a Deployment nothing is
    said until it makes Pods.

    Source: the admission plugin `Priority`, `plugin/pkg/admission/priority/admission.go`.
    """

    code = "KP564"
    name = "pod-priority"
    good: ClassVar = (pod(),)
    bad: ClassVar = (Bad(pod(spec="priority: 1000")), Bad(pod(spec="preemptionPolicy: Never")))
    types: ClassVar = ("core.Pod",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each of the two."""
        del subject
        spec = part(value, "spec")
        if text(spec, "priorityClassName"):
            return
        if number(spec, "priority"):
            yield problem((*path, "spec", "priority"), "comes from a PriorityClass; name one in priorityClassName")
        if text(spec, "preemptionPolicy") == "Never":
            here = (*path, "spec", "preemptionPolicy")
            yield problem(here, "comes from a PriorityClass; name one in priorityClassName")
