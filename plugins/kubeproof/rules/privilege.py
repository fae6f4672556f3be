"""KP540: privileges of a container that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import containers, has, items, part, text
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

_ESCALATION = "allowPrivilegeEscalation"
_ALL_POWERFUL = "CAP_SYS_ADMIN"
_CONTEXT = "securityContext:\n  allowPrivilegeEscalation: false\n  {}"


class Privilege(TypeRule):
    """A container may not gain privileges and is given all of them, or sees the whole /proc of the host.

    `allowPrivilegeEscalation: false` excludes `privileged: true` and the capability `CAP_SYS_ADMIN`; `procMount:
    Unmasked` needs `hostUsers: false`.

    Source: `ValidateSecurityContext` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP540"
    name = "privilege"
    about: ClassVar = ("allowPrivilegeEscalation", "procMount")
    good: ClassVar = (pod(_CONTEXT.format("capabilities:\n    drop: [ALL]")),)
    bad: ClassVar = (
        Bad(pod(_CONTEXT.format("privileged: true"))),
        Bad(pod(_CONTEXT.format("capabilities:\n    add: [CAP_SYS_ADMIN]"))),
        Bad(pod("securityContext:\n  procMount: Unmasked")),
    )
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each contradiction."""
        host_users = value.get("hostUsers") is not False
        for below, container in containers(value):
            context, here = part(container, "securityContext"), (*path, *below, "securityContext")
            if context.get(_ESCALATION) is False:
                yield from _escalation(context, here)
            if text(context, "procMount") == "Unmasked" and host_users and enabled("procMount", subject):
                yield problem((*here, "procMount"), "can be Unmasked only if the Pod's hostUsers is false")


def _escalation(context: Fields, path: FieldPath) -> Iterator[Problem]:
    if context.get("privileged") is True:
        fault = "cannot be false in a privileged container; leave one of them out"
        yield problem((*path, _ESCALATION), fault)
    if has(context, "capabilities") and _ALL_POWERFUL in items(part(context, "capabilities"), "add"):
        yield problem((*path, _ESCALATION), f"cannot be false beside the capability {_ALL_POWERFUL}")
