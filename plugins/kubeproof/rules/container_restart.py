"""KP533: a container's own restart policy that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import SIDECAR, containers, entries, has, items, part, text
from kubeproof.rules.feature_gates import enabled
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_POLICIES = (SIDECAR, "Never", "OnFailure")
_MOST_RULES, _MOST_CODES = 20, 255
_RULE = "restartPolicyRules:\n  - action: Restart\n    exitCodes:\n      operator: In\n      values: [42]"


class ContainerRestart(TypeRule):
    """A container has a restart policy of its own that its version of Kubernetes does not take.

    Up to 1.34 only init containers have one, and it is `Always`, which makes a sidecar. Since 1.35 every container may
    have `Always`, `OnFailure` or `Never`, and with it rules for exit codes.

    Source: `validateContainerRestartPolicy` and `validateInitContainerRestartPolicy` in
    `pkg/apis/core/validation/validation.go`.
    """

    code = "KP533"
    name = "container-restart"
    about: ClassVar = ("restartPolicy", "restartPolicyRules")
    good: ClassVar = (pod(spec="initContainers:\n  - name: log\n    image: busybox:1.37\n    restartPolicy: Always"),)
    bad: ClassVar = (Bad(pod("restartPolicy: Sometimes")), Bad(pod(_RULE)))
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """Problems of each container's policy and its rules."""
        rules = enabled("restartPolicyRules", subject)
        for below, container in containers(value, "containers", "initContainers"):
            here = (*path, *below)
            if fault := _fault(container, below[0] == "initContainers", rules=rules):
                yield problem((*here, "restartPolicy"), fault)
            if rules:
                yield from _of_rules(container, here, subject)


def _fault(container: Fields, is_init: bool, *, rules: bool) -> str | None:  # noqa: FBT001 - one of two sorts
    policy = text(container, "restartPolicy")
    if not has(container, "restartPolicy"):
        needed = rules and bool(items(container, "restartPolicyRules"))
        return "is required with restartPolicyRules" if needed else None
    if rules:
        return None if policy in _POLICIES else f'must be one of {", ".join(_POLICIES)}, not "{policy}"'
    if not is_init:
        return "is for init containers only before Kubernetes 1.35; the policy of the Pod is in its spec"
    return None if policy == SIDECAR else f'must be {SIDECAR} before Kubernetes 1.35, not "{policy}"'


def _of_rules(container: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
    actions = ("Restart", "RestartAllContainers") if enabled("restartAllContainers", subject) else ("Restart",)
    here = (*path, "restartPolicyRules")
    if len(items(container, "restartPolicyRules")) > _MOST_RULES:
        yield problem(here, f"must have no more than {_MOST_RULES} rules")
    for index, rule in entries(container, "restartPolicyRules"):
        codes = part(rule, "exitCodes")
        if text(rule, "action") not in actions:
            yield problem((*here, index, "action"), f"must be {' or '.join(actions)}")
        if not has(rule, "exitCodes"):
            yield problem((*here, index, "exitCodes"), "is required")
        elif text(codes, "operator") not in ("In", "NotIn"):
            yield problem((*here, index, "exitCodes", "operator"), "must be In or NotIn")
        if len(items(codes, "values")) > _MOST_CODES:
            yield problem((*here, index, "exitCodes", "values"), f"must be no more than {_MOST_CODES}")
