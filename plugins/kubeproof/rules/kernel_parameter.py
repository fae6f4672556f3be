"""KP542: a kernel parameter (sysctl) that a Pod cannot set."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import entries, part, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SEGMENT = r"[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?"
_NAME = re.compile(rf"(?:{_SEGMENT}[./])*{_SEGMENT}")
_LONGEST = 253
_NETWORK = "net."
_IPC = re.compile(r"kernel\.(?:sem|shm|shmall|shmmax|shmmni|shm_rmid_forced|msg|msgmax|msgmnb|msgmni)|fs\.mqueue\..*")
_SYSCTL = 'securityContext:\n  sysctls:\n    - name: {}\n      value: "1024"\n'


class KernelParameter(TypeRule):
    """A kernel parameter has a malformed name, or belongs to the node because the Pod uses the node's namespace.

    With `hostNetwork` a Pod cannot set `net.*`, with `hostIPC` neither shared memory nor message queues.

    Source: `validateSysctls` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP542"
    name = "kernel-parameter"
    about: ClassVar = ("sysctls",)
    good: ClassVar = (pod(spec=_SYSCTL.format("net.core.somaxconn")),)
    bad: ClassVar = (
        Bad(pod(spec=_SYSCTL.format("net.core.SOMAXCONN"))),
        Bad(pod(spec=_SYSCTL.format("net.core.somaxconn") + "hostNetwork: true")),
    )
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each such name."""
        del subject
        for index, sysctl in entries(part(value, "securityContext"), "sysctls"):
            if fault := _fault(text(sysctl, "name"), value):
                yield problem((*path, "securityContext", "sysctls", index, "name"), fault)


def _fault(name: str, spec: Fields) -> str | None:
    dotted = _dotted(name)
    if name and (len(name) > _LONGEST or not _NAME.fullmatch(name)):
        return f'is "{name}", which is malformed; write it as in net.core.somaxconn'
    if spec.get("hostNetwork") is True and dotted.startswith(_NETWORK):
        return f'cannot be "{name}" in a Pod with hostNetwork'
    if spec.get("hostIPC") is True and _IPC.fullmatch(dotted):
        return f'cannot be "{name}" in a Pod with hostIPC'
    return None


def _dotted(name: str) -> str:
    """The name with dots between its parts; with slashes between them, a dot is a part of a name."""
    first = re.search(r"[./]", name)
    return name.translate(str.maketrans("./", "/.")) if first and first[0] == "/" else name
