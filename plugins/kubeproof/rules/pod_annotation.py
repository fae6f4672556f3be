"""KP562: an annotation of a Pod that means something, and does not say it right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import containers, part, text
from kubeproof.manifest.relative_paths import relative_fault
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_COST = "controller.kubernetes.io/pod-deletion-cost"
_APPARMOR = "container.apparmor.security.beta.kubernetes.io/"
_SECCOMP = "container.seccomp.security.alpha.kubernetes.io/"
_SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod"
_MIRROR = "kubernetes.io/config.mirror"
_NUMBER = re.compile(r"0|-?[0-9]+")
_NUMBERS = range(-(2**31), 2**31)
_LOCAL = "localhost/"
_POD = (
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  annotations:\n    {}\n"
    "spec:\n  containers:\n    - name: web\n      image: nginx:1.27\n"
)


class PodAnnotation(TypeRule):
    """An annotation that Kubernetes reads has a value that it cannot read, or names a container that is not there.

    These are the cost of deleting a Pod (a whole number) and the old annotations for AppArmor and seccomp; new
    manifests use the `securityContext` for those.

    Source: `ValidatePodSpecificAnnotations` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP562"
    name = "pod-annotation"
    about: ClassVar = ("annotations",)
    good: ClassVar = (_POD.format(f'{_COST}: "100"'),)
    bad: ClassVar = (
        Bad(_POD.format(f'{_COST}: "+100"')),
        Bad(_POD.format(f"{_APPARMOR}shop: runtime/default")),
    )
    types: ClassVar = ("core.Pod", "core.PodTemplateSpec")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each such annotation."""
        del subject
        spec = part(value, "spec")
        for key, content in part(value, "metadata", "annotations").items():
            here = (*path, "metadata", "annotations", key)
            known = isinstance(key, str) and (content is None or isinstance(content, str))
            if known and (fault := _fault(key, content or "", spec)):
                yield Problem(here, f'the annotation "{spell(here)}" {fault}')


def _fault(key: str, content: str, spec: Fields) -> str | None:
    if key == _COST:
        whole = _NUMBER.fullmatch(content) and (content == "0" or not content.startswith("0"))
        return None if whole and int(content) in _NUMBERS else f'must be a whole number such as 100, not "{content}"'
    if key == _MIRROR and not text(spec, "nodeName"):
        return "needs spec.nodeName"
    if key.startswith(_APPARMOR):
        return _apparmor_fault(key.removeprefix(_APPARMOR), content, spec)
    return _seccomp_fault(content) if key == _SECCOMP_POD or key.startswith(_SECCOMP) else None


def _apparmor_fault(name: str, profile: str, spec: Fields) -> str | None:
    if all(text(container, "name") != name for _, container in containers(spec)):
        return f'names the container "{name}", which the Pod does not have'
    if profile in ("", "runtime/default", "unconfined") or profile.startswith(_LOCAL):
        return None
    return f'must be runtime/default, unconfined or {_LOCAL} with a name, not "{profile}"'


def _seccomp_fault(profile: str) -> str | None:
    if profile in ("runtime/default", "docker/default", "unconfined"):
        return None
    if profile.startswith(_LOCAL):
        fault = relative_fault(profile.removeprefix(_LOCAL))
        return f"has a path that {fault}" if fault else None
    return f'must be runtime/default, unconfined or {_LOCAL} with a path, not "{profile}"'
