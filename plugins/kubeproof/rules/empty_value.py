"""KP500: a field of a Pod that must not be empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import bare_pod, pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_DEFINITION = "io.k8s.api.core.v1."
FIELDS = {
    "AWSElasticBlockStoreVolumeSource": ("volumeID",),
    "AppArmorProfile": ("type",),
    "AzureDiskVolumeSource": ("diskName", "diskURI"),
    "AzureFileVolumeSource": ("secretName", "shareName"),
    "CSIVolumeSource": ("driver",),
    "ContainerPort": ("containerPort",),
    "GRPCAction": ("port",),
    "HTTPGetAction": ("port",),
    "TCPSocketAction": ("port",),
    "WeightedPodAffinityTerm": ("podAffinityTerm",),
    "CephFSVolumeSource": ("monitors",),
    "CinderVolumeSource": ("volumeID",),
    "ConfigMapEnvSource": ("name",),
    "ConfigMapKeySelector": ("name", "key"),
    "ConfigMapProjection": ("name",),
    "ConfigMapVolumeSource": ("name",),
    "Container": ("name", "image"),
    "DownwardAPIVolumeFile": ("path",),
    "EnvVar": ("name",),
    "EphemeralContainer": ("name", "image"),
    "EphemeralVolumeSource": ("volumeClaimTemplate",),
    "ExecAction": ("command",),
    "FileKeySelector": ("key", "volumeName", "path"),
    "FlexVolumeSource": ("driver",),
    "GCEPersistentDiskVolumeSource": ("pdName",),
    "GitRepoVolumeSource": ("repository",),
    "GlusterfsVolumeSource": ("endpoints", "path"),
    "HTTPHeader": ("name",),
    "HostAlias": ("ip",),
    "HostPathVolumeSource": ("path",),
    "ISCSIVolumeSource": ("targetPortal", "iqn"),
    "KeyToPath": ("key", "path"),
    "NFSVolumeSource": ("server", "path"),
    "NodeSelector": ("nodeSelectorTerms",),
    "NodeSelectorRequirement": ("key", "operator"),
    "ObjectFieldSelector": ("fieldPath",),
    "PersistentVolumeClaimVolumeSource": ("claimName",),
    "PhotonPersistentDiskVolumeSource": ("pdID",),
    "Pod": ("spec",),
    "PodAffinityTerm": ("topologyKey",),
    "PodDNSConfigOption": ("name",),
    "PodOS": ("name",),
    "PodReadinessGate": ("conditionType",),
    "PodSchedulingGate": ("name",),
    "PodSpec": ("containers",),
    "PodTemplate": ("template",),
    "PodTemplateSpec": ("spec",),
    "PortworxVolumeSource": ("volumeID",),
    "QuobyteVolumeSource": ("registry", "volume"),
    "RBDVolumeSource": ("monitors", "image"),
    "ResourceFieldSelector": ("resource",),
    "ScaleIOVolumeSource": ("gateway", "system", "volumeName"),
    "SeccompProfile": ("type",),
    "SecretEnvSource": ("name",),
    "SecretKeySelector": ("name", "key"),
    "SecretProjection": ("name",),
    "SecretVolumeSource": ("secretName",),
    "ServiceAccountTokenProjection": ("path",),
    "StorageOSVolumeSource": ("volumeName",),
    "Sysctl": ("name",),
    "TopologySpreadConstraint": ("topologyKey", "whenUnsatisfiable"),
    "Volume": ("name",),
    "VolumeDevice": ("name", "devicePath"),
    "VolumeMount": ("name", "mountPath"),
    "VsphereVirtualDiskVolumeSource": ("volumePath",),
}
_EMPTY: tuple[object, ...] = ("", [], None)


class EmptyValue(TypeRule):
    """A field that a Pod cannot do without is empty, or it is missing although the OpenAPI document lets it be.

    A null or an empty string is the same as no value for the API server.

    Source: `Required value` in `ValidatePodSpec` and below, `pkg/apis/core/validation/validation.go`.
    """

    code = "KP500"
    name = "empty-value"
    good: ClassVar = (pod(),)
    bad: ClassVar = (
        Bad(pod("env:\n  - name: ''\n    value: shop")),
        Bad(bare_pod("containers: []")),
        Bad(bare_pod("containers:\n  - name: web")),
    )
    types: ClassVar = tuple(f"core.{name}" for name in FIELDS)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such field; a field that the schema already misses is left to the schema."""
        kind = subject.visiting.removeprefix("core.")
        for name in FIELDS[kind]:
            if value.get(name) in _EMPTY and (name in value or not _in_schema(name, kind, subject)):
                yield problem((*path, name), "is required and must not be empty")


def _in_schema(name: str, kind: str, subject: Subject) -> bool:
    """Whether the OpenAPI document says that the field is required, so that another rule reports it."""
    definition = subject.catalog.definitions.get(f"{_DEFINITION}{kind}", {})
    return name in definition.get("required", ())
