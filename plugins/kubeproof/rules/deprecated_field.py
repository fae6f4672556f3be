"""KP962: a field, or a value of one, on its way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from kubeproof.finding import Severity
from kubeproof.finding.wording import forbidden
from kubeproof.manifest.services import is_headless, service_type
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.service_examples import service
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject


class _Old(NamedTuple):
    """Since when a field is deprecated, what else there is to say, and the value if only that one is."""

    since: str
    more: str = ""
    value: str | None = None


def _driver(since: str, dead: str) -> _Old:
    return _Old(since, f", and without effect since {dead}: use a CSI driver")


_CEPHFS, _RBD, _GLUSTERFS = _driver("1.28", "1.31"), _driver("1.28", "1.31"), _driver("1.25", "1.26")
_PHOTON, _SCALEIO, _STORAGEOS = _driver("1.11", "1.16"), _driver("1.16", "1.22"), _driver("1.22", "1.25")
_OLD: dict[str, dict[str, _Old]] = {
    "core.NodeSpec": {
        "configSource": _Old("1.22", ", and without effect since 1.24"),
        "externalID": _Old("1.11", ", and Kubernetes does not read it"),
    },
    "core.PersistentVolumeSpec": {
        "cephfs": _CEPHFS,
        "glusterfs": _GLUSTERFS,
        "persistentVolumeReclaimPolicy": _Old("1.9", "; use dynamic provisioning", "Recycle"),
        "photonPersistentDisk": _PHOTON,
        "rbd": _RBD,
        "scaleIO": _SCALEIO,
        "storageos": _STORAGEOS,
    },
    "core.ServiceSpec": {
        "externalIPs": _Old("1.36", ", and some clusters no longer follow it"),
        "trafficDistribution": _Old("1.35", "; write PreferSameZone", "PreferClose"),
    },
    "core.Volume": {
        "cephfs": _CEPHFS,
        "flocker": _driver("1.22", "1.25"),
        "gitRepo": _Old("1.11", ", and off by default since 1.33: clone in an init container, into an emptyDir"),
        "glusterfs": _GLUSTERFS,
        "photonPersistentDisk": _PHOTON,
        "quobyte": _driver("1.22", "1.25"),
        "rbd": _RBD,
        "scaleIO": _SCALEIO,
        "storageos": _STORAGEOS,
    },
    "discovery.EndpointSlice": {"addressType": _Old("1.33", "", "FQDN")},
}


class DeprecatedField(TypeRule):
    """Kubernetes still takes the field, or this value of it, and advises against it; much of it has no effect left.

    Source: the warnings of the API server, such as `GetWarningsForPod` in `pkg/api/pod/warnings.go`.
    """

    code = "KP962"
    name = "deprecated-field"
    severity = Severity.WARNING
    good: ClassVar = (pod(spec="volumes:\n  - name: data\n    emptyDir: {}"),)
    bad: ClassVar = (
        Bad(pod(spec="volumes:\n  - name: data\n    gitRepo:\n      repository: https://git.example.com/shop.git")),
        Bad(service("trafficDistribution: PreferClose")),
    )
    types: ClassVar = tuple(_OLD)

    @classmethod
    def fields_of(cls, name: str) -> Collection[str]:
        """Those of the table."""
        return _OLD[name]

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such field."""
        version = version_key(subject.catalog.version)
        for name, old in _OLD[subject.visiting].items():
            if value.get(name) in (None, "", []) or version < version_key(old.since):
                continue
            if old.value in (None, value[name]) and not (name == "externalIPs" and _ignores_external_ips(value)):
                yield forbidden((*path, name), f"{_what(old)} deprecated since Kubernetes {old.since}{old.more}")


def _what(old: _Old) -> str:
    return f"with the value {old.value} is" if old.value else "is"


def _ignores_external_ips(spec: Fields) -> bool:
    """Whether the external IPs of a Service do nothing, which another rule says."""
    return is_headless(spec) or service_type(spec) == "ExternalName"
