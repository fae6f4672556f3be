"""KP963: an annotation on its way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import forbidden
from kubeproof.manifest.pods import containers, has, part, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_CLAIM = (
    "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data\n{}spec:\n{}"
    "  accessModes: [ReadWriteOnce]\n  resources:\n    requests:\n      storage: 1Gi\n"
)
_CLASS = ("1.8", "write spec.storageClassName")
_SYSCTLS = ("1.11", "write spec.securityContext.sysctls")
_OLD = {
    "core.PersistentVolume": {
        "volume.beta.kubernetes.io/mount-options": ("1.31", "write spec.mountOptions"),
        "volume.beta.kubernetes.io/storage-class": _CLASS,
    },
    "core.PersistentVolumeClaim": {"volume.beta.kubernetes.io/storage-class": _CLASS},
    "core.Pod": {
        "scheduler.alpha.kubernetes.io/critical-pod": ("1.16", "write spec.priorityClassName"),
        "security.alpha.kubernetes.io/sysctls": _SYSCTLS,
        "security.alpha.kubernetes.io/unsafe-sysctls": _SYSCTLS,
    },
    "core.Service": {
        "service.kubernetes.io/topology-aware-hints": ("1.27", "write service.kubernetes.io/topology-mode"),
    },
    "core.ServiceAccount": {
        "kubernetes.io/enforce-mountable-secrets": ("1.32", "keep Secrets apart in namespaces"),
    },
    "networking.Ingress": {"kubernetes.io/ingress.class": ("1.18", "write spec.ingressClassName")},
}
_SECCOMP = "container.seccomp.security.alpha.kubernetes.io/"
_SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod"
_APPARMOR = "container.apparmor.security.beta.kubernetes.io/"
_LOCAL = "localhost/"
_TEMPLATE = "core.PodTemplateSpec"
Found = tuple[str, str, str]


class DeprecatedAnnotation(TypeRule):
    """An annotation is deprecated, or no longer read, since there is a field for it.

    Source: the warnings of the API server, such as `warningsForPodSpecAndMeta` in `pkg/api/pod/warnings.go`.
    """

    code = "KP963"
    name = "deprecated-annotation"
    severity = Severity.WARNING
    about: ClassVar = ("annotations",)
    good: ClassVar = (_CLAIM.format("", "  storageClassName: fast\n"),)
    bad: ClassVar = (Bad(_CLAIM.format("  annotations:\n    volume.beta.kubernetes.io/storage-class: fast\n", "")),)
    types: ClassVar = (*_OLD, _TEMPLATE)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such annotation."""
        if path and subject.visiting != _TEMPLATE:
            return  # the template of a claim, for which the server does not look
        for key, since, instead in _found(value, subject.visiting):
            here = (*path, "metadata", "annotations", key)
            if version_key(subject.catalog.version) >= version_key(since):
                yield forbidden(here, f"is deprecated since Kubernetes {since}; {instead}")


def _found(value: Fields, sort: str) -> Iterator[Found]:
    annotations = part(value, "metadata", "annotations")
    if not annotations:
        return
    old = _OLD["core.Pod" if sort == _TEMPLATE else sort]
    for key in annotations:
        if key in old and not (sort == "networking.Ingress" and has(part(value, "spec"), "ingressClassName")):
            yield (key, *old[key])
    if sort in ("core.Pod", _TEMPLATE):
        spec = part(value, "spec")
        yield from _seccomp(spec, annotations)
        if sort == _TEMPLATE or text(part(spec, "os"), "name") != "windows":
            yield from _apparmor(spec, annotations)


def _seccomp(spec: Fields, annotations: Fields) -> Iterator[Found]:
    """The annotations for seccomp that have no field beside them."""
    if _SECCOMP_POD in annotations and not has(part(spec, "securityContext"), "seccompProfile"):
        yield _SECCOMP_POD, "1.27", "write spec.securityContext.seccompProfile"
    for _, container in containers(spec):
        key = f"{_SECCOMP}{text(container, 'name')}"
        if key in annotations and not has(part(container, "securityContext"), "seccompProfile"):
            yield key, "1.27", "write securityContext.seccompProfile in the container"


def _apparmor(spec: Fields, annotations: Fields) -> Iterator[Found]:
    """The annotations for AppArmor that have no field beside them and do not repeat that of the Pod."""
    own = part(spec, "securityContext").get("appArmorProfile")
    for _, container in containers(spec):
        key = f"{_APPARMOR}{text(container, 'name')}"
        if key not in annotations or has(part(container, "securityContext"), "appArmorProfile"):
            continue
        if own is None or _profile(annotations[key]) != own:
            yield key, "1.30", "write securityContext.appArmorProfile in the container"


def _profile(annotation: object) -> Fields | None:
    """The field that says what an annotation says."""
    if annotation in ("unconfined", "runtime/default"):
        return {"type": "Unconfined" if annotation == "unconfined" else "RuntimeDefault"}
    if isinstance(annotation, str) and annotation.startswith(_LOCAL):
        return {"type": "Localhost", "localhostProfile": annotation.removeprefix(_LOCAL)}
    return None
