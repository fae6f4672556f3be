"""KP985: a restart policy in the container that was meant for the Pod."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import forbidden
from kubeproof.manifest.pods import containers, has, items, text
from kubeproof.rules.feature_gates import enabled
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_RULES = "restartPolicyRules:\n  - action: Restart\n    exitCodes:\n      operator: In\n      values: [42]"


class MisplacedRestartPolicy(TypeRule):
    """All containers have the same `restartPolicy`, and the Pod has none: it was most likely meant for the Pod.

    Since 1.35 a container may have a policy of its own, and before, the server refuses it. The policy of the Pod stands
    beside `containers`, and without one it is `Always`. A policy that differs between containers, that has rules, or
    that stands in an init container, is taken as meant.

    Source: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
    """

    code = "KP985"
    name = "misplaced-restart-policy"
    severity = Severity.WARNING
    about: ClassVar = ("restartPolicy",)
    good: ClassVar = (
        pod(spec="restartPolicy: Never"),
        pod("restartPolicy: Never", "restartPolicy: OnFailure"),
        pod(f"restartPolicy: Never\n{_RULES}"),
        pod(spec="initContainers:\n  - name: log\n    image: busybox:1.37\n    restartPolicy: Always"),
    )
    bad: ClassVar = (Bad(pod("restartPolicy: Never")),)
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each container's policy."""
        found = list(containers(value, "containers"))
        policies = {text(container, "restartPolicy") for _, container in found}
        if has(value, "restartPolicy") or len(policies) != 1 or not enabled("restartPolicyRules", subject):
            return
        policy = policies.pop()
        if not policy or any(items(container, "restartPolicyRules") for _, container in found):
            return
        for below, _ in found:
            meaning = f"is for this container alone; write restartPolicy: {policy} beside containers for the Pod"
            yield forbidden((*path, *below, "restartPolicy"), meaning)
