"""KP546: options of Windows containers that cannot be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import containers, has, part, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NETBIOS = re.compile(r'[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}')
_PART = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_DNS = re.compile(rf"{_PART}(?:\.{_PART})*")
_NOT_IN_USERS = re.compile(r'["/\\:;|=,+*?<>@\[\]]')
_LONGEST_DOMAIN, _LONGEST_USER, _LONGEST_SPEC = 255, 104, 64 * 1024
_OPTIONS = ("securityContext", "windowsOptions")
_HOST_PROCESS = "securityContext:\n  windowsOptions:\n    hostProcess: true\n"


class WindowsOptions(TypeRule):
    r"""A user of Windows has a malformed name, or only some containers are processes of the host.

    A user is `NAME` or `DOMAIN\NAME`. If one container has `hostProcess: true`, all have it, and the Pod needs
    `hostNetwork: true`.

    Source: `validateWindowsSecurityContextOptions` and `validateWindowsHostProcessPod` in
    `pkg/apis/core/validation/validation.go`.
    """

    code = "KP546"
    name = "windows-options"
    about: ClassVar = ("windowsOptions",)
    good: ClassVar = (pod(spec=_HOST_PROCESS + "hostNetwork: true"),)
    bad: ClassVar = (
        Bad(pod(spec=_HOST_PROCESS)),
        Bad(pod("securityContext:\n  windowsOptions:\n    runAsUserName: a@example.com")),
    )
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """Problems of the names of users and of processes of the host."""
        del subject
        for below, owner in ((), value), *containers(value):
            options, here = part(owner, *_OPTIONS), (*path, *below, *_OPTIONS)
            if has(options, "runAsUserName") and (fault := _user_fault(text(options, "runAsUserName"))):
                yield problem((*here, "runAsUserName"), fault)
            if has(options, "gmsaCredentialSpec"):
                length = len(text(options, "gmsaCredentialSpec").encode())
                if not 0 < length <= _LONGEST_SPEC:
                    yield problem((*here, "gmsaCredentialSpec"), f"must have 1 to {_LONGEST_SPEC} bytes, not {length}")
        yield from _host_processes(value, path)


def _host_processes(spec: Fields, path: FieldPath) -> Iterator[Problem]:
    whole = part(spec, *_OPTIONS).get("hostProcess")
    own = {below: part(container, *_OPTIONS).get("hostProcess") for below, container in containers(spec)}
    for below, flag in own.items():
        if None not in (whole, flag) and whole != flag:
            yield problem((*path, *below, *_OPTIONS, "hostProcess"), "must be the same as for the Pod")
    on_host = [whole if flag is None else flag for flag in own.values()]
    if True in on_host and not all(flag is True for flag in on_host):
        yield problem((*path, "containers"), "must all have hostProcess if one has it")
    if True in on_host and spec.get("hostNetwork") is not True:
        yield problem((*path, "hostNetwork"), "must be true for containers with hostProcess")


def _user_fault(name: str) -> str | None:
    domain, slash, user = name.rpartition("\\")
    if not name or not user or not user.strip(". "):
        return "must have a user's name, not only spaces and dots"
    if _CONTROL.search(name) or "\\" in domain:
        return "must not have control characters or a second backslash"
    if slash and not (_NETBIOS.fullmatch(domain) or _DNS.fullmatch(domain)):
        return f'has the domain "{domain}", which is malformed'
    if len(domain) > _LONGEST_DOMAIN or len(user) > _LONGEST_USER:
        return f"is too long: {_LONGEST_DOMAIN} characters for the domain, {_LONGEST_USER} for the user"
    wrong = _NOT_IN_USERS.search(user)
    return f'must not have "{wrong[0]}" in the user\'s name' if wrong else None
