"""KP525: how a container takes new resources, for a resource or in a way that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import SIDECAR, containers, entries, text
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

_RESOURCES = ("cpu", "memory")
_STAYS, _RESTARTS = "NotRequired", "RestartContainer"
_POLICY = "resizePolicy:\n  - resourceName: {}\n    restartPolicy: {}"


class ResizePolicy(TypeRule):
    """A resize policy is for cpu or memory, once each, and restarts the container or does not.

    Only containers that are restarted can be restarted for it: not in a Pod that never restarts any, nor an init
    container that is no sidecar. Looked at since Kubernetes 1.33, in which resizing in place is on by default.

    Source: `validateResizePolicy` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP525"
    name = "resize-policy"
    about: ClassVar = ("resizePolicy",)
    good: ClassVar = (pod(_POLICY.format("cpu", _STAYS)),)
    bad: ClassVar = (
        Bad(pod(_POLICY.format("disk", _STAYS))),
        Bad(pod(_POLICY.format("cpu", _RESTARTS), "restartPolicy: Never")),
    )
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each field of a policy."""
        if not enabled("resizePolicy", subject):
            return
        never = text(value, "restartPolicy") == "Never"
        for below, container in containers(value, "containers", "initContainers"):
            seen: set[str] = set()
            once = below[0] == "initContainers" and text(container, "restartPolicy") != SIDECAR
            for index, policy in entries(container, "resizePolicy"):
                here = (*path, *below, "resizePolicy", index)
                yield from _of_resource(policy, here, seen)
                yield from _of_restart(policy, here, never=never or once)


def _of_resource(policy: Fields, path: FieldPath, seen: set[str]) -> Iterator[Problem]:
    name = text(policy, "resourceName")
    if name not in _RESOURCES and "resourceName" in policy:
        yield problem((*path, "resourceName"), f'must be {" or ".join(_RESOURCES)}, not "{name}"')
    elif name in seen:
        yield problem((*path, "resourceName"), f'is "{name}" again; one policy is enough')
    seen.add(name)


def _of_restart(policy: Fields, path: FieldPath, *, never: bool) -> Iterator[Problem]:
    word = text(policy, "restartPolicy")
    if word not in (_STAYS, _RESTARTS) and "restartPolicy" in policy:
        yield problem((*path, "restartPolicy"), f'must be {_STAYS} or {_RESTARTS}, not "{word}"')
    elif never and word == _RESTARTS:
        yield problem((*path, "restartPolicy"), f"must be {_STAYS}: this container is never restarted")
