"""KP505: several alternatives at once, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import has
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

_NEEDED = {
    "core.DownwardAPIVolumeFile": ("fieldRef", "resourceFieldRef"),
    "core.EnvFromSource": ("configMapRef", "secretRef"),
    "core.EnvVarSource": ("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"),
    "core.FlockerVolumeSource": ("datasetName", "datasetUUID"),
    "core.LifecycleHandler": ("exec", "httpGet", "tcpSocket", "sleep"),
    "core.PodResourceClaim": ("resourceClaimName", "resourceClaimTemplateName"),
    "core.Probe": ("exec", "httpGet", "tcpSocket", "grpc"),
}
_OPTIONAL = ("core.Volume", "core.VolumeProjection")
_GATED = {"fileKeyRef", "image"}
_OFF_BY_DEFAULT = {"clusterTrustBundle", "podCertificate"}


class OneOf(TypeRule):
    """A field takes exactly one of several alternatives: a volume one source, a probe one handler.

    A volume may have none: the server makes an `emptyDir` of it.

    Source: `may not specify more than 1 volume type`, `must specify a handler type` and their like in
    `pkg/apis/core/validation/validation.go`.
    """

    code = "KP505"
    name = "one-of"
    good: ClassVar = (pod("readinessProbe:\n  httpGet:\n    path: /\n    port: 80"),)
    bad: ClassVar = (
        Bad(pod("readinessProbe:\n  periodSeconds: 5")),
        Bad(pod("readinessProbe:\n  httpGet:\n    port: 80\n  tcpSocket:\n    port: 80")),
        Bad(pod(spec="volumes:\n  - name: data\n    emptyDir: {}\n    hostPath:\n      path: /data")),
        Bad(pod("envFrom:\n  - prefix: SHOP_")),
    )
    types: ClassVar = (*_NEEDED, *_OPTIONAL)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each alternative after the first, or one for none."""
        kind = subject.visiting
        if kind == "core.PodResourceClaim" and not enabled("resourceClaims", subject):
            return
        choices = _NEEDED.get(kind) or _references(kind, subject)
        found = [name for name in value if name in choices and _counts(name, value, subject)]
        for name in found[1:]:
            fault = f"cannot stand beside {found[0]}; {spell(path)} takes one of them"
            yield problem((*path, name), fault)
        if not found and kind in _NEEDED:
            yield problem(path, f"needs one of {', '.join(choices)}")
        elif not found and has(value, "image"):
            yield problem((*path, "image"), "is off by default before Kubernetes 1.35, and there is no other source")


def _references(kind: str, subject: Subject) -> tuple[str, ...]:
    """The fields of a type that hold objects: the sources of a volume."""
    schema = subject.catalog.definitions.get(f"io.k8s.api.core.v1.{kind.removeprefix('core.')}", {})
    return tuple(name for name, field in schema.get("properties", {}).items() if "$ref" in field)


def _counts(name: str, value: Fields, subject: Subject) -> bool:
    """Whether the server sees the field: it is set, and its feature is on."""
    if not has(value, name) or name in _OFF_BY_DEFAULT or value[name] == "":
        return False
    return name not in _GATED or enabled(name, subject)
