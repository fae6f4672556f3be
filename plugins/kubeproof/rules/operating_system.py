"""KP545: settings of another operating system than the Pod's."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import containers, has, items, part, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SYSTEMS = ("linux", "windows")
_ONLY_LINUX = (
    "appArmorProfile",
    "fsGroup",
    "fsGroupChangePolicy",
    "runAsGroup",
    "runAsUser",
    "seLinuxChangePolicy",
    "seLinuxOptions",
    "seccompProfile",
    "supplementalGroups",
    "supplementalGroupsPolicy",
)
_ONLY_LINUX_CONTAINERS = (
    "allowPrivilegeEscalation",
    "appArmorProfile",
    "capabilities",
    "privileged",
    "procMount",
    "readOnlyRootFilesystem",
    "runAsGroup",
    "runAsUser",
    "seLinuxOptions",
    "seccompProfile",
)
_ONLY_LINUX_PODS = ("hostUsers", "shareProcessNamespace")
_NEVER_TRUE = ("hostPID", "hostIPC")
_CONTEXT = "securityContext"


class OperatingSystem(TypeRule):
    """A Pod for Windows has settings that only Linux has, or a Pod for Linux has `windowsOptions`.

    Only a Pod that says so in `os.name` is looked at.

    Source: `validateOS`, `validateLinux` and `validateWindows` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP545"
    name = "operating-system"
    about: ClassVar = ("os",)
    good: ClassVar = (pod("securityContext:\n  runAsUser: 1000", "os:\n  name: linux"),)
    bad: ClassVar = (
        Bad(pod("securityContext:\n  runAsUser: 1000", "os:\n  name: windows")),
        Bad(pod("securityContext:\n  windowsOptions: {}", "os:\n  name: linux")),
        Bad(pod(spec="os:\n  name: Linux")),
    )
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each setting of the other system."""
        del subject
        system = text(part(value, "os"), "name")
        if system and system not in _SYSTEMS:
            yield problem((*path, "os", "name"), f'must be {" or ".join(_SYSTEMS)}, not "{system}"')
        elif system:
            found = _windows(value) if system == "windows" else _linux(value)
            for below in found:
                yield problem((*path, *below), f"cannot be set in a Pod for {system.capitalize()}")


def _linux(spec: Fields) -> Iterator[FieldPath]:
    for below, owner in ((), spec), *containers(spec):
        if has(part(owner, _CONTEXT), "windowsOptions"):
            yield (*below, _CONTEXT, "windowsOptions")


def _windows(spec: Fields) -> Iterator[FieldPath]:
    yield from ((name,) for name in _ONLY_LINUX_PODS if has(spec, name))
    yield from ((name,) for name in _NEVER_TRUE if spec.get(name) is True)
    context = part(spec, _CONTEXT)
    yield from ((_CONTEXT, name) for name in _ONLY_LINUX if has(context, name))
    if items(context, "sysctls"):
        yield (_CONTEXT, "sysctls")
    for below, container in containers(spec):
        inner = part(container, _CONTEXT)
        yield from ((*below, _CONTEXT, name) for name in _ONLY_LINUX_CONTAINERS if has(inner, name))
