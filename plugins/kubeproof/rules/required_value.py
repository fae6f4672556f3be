"""KP600: a value that the server cannot do without, though its OpenAPI document does not say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import required
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_CLASS = "apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata:\n  name: public\nspec:\n  {}\n"
_SPEC = ("spec",)
_REFERENCE = ("kind", "name")


class RequiredValue(TypeRule):
    """The object lacks a value that the server asks for, or the value is empty.

    The OpenAPI document calls many such fields optional, and none of them says that a text or a list may not be empty.

    Source: the `Required value` answers of the validation functions in `pkg/apis` of Kubernetes.
    """

    code = "KP600"
    name = "required-value"
    good: ClassVar = (_CLASS.format("controller: example.com/ingress"),)
    bad: ClassVar = (Bad(_CLASS.format("controller:")),)
    fields: ClassVar[dict[str, tuple[str, ...]]] = {
        "apps.ControllerRevision": ("data",),
        "apps.DaemonSet": _SPEC,
        "apps.Deployment": _SPEC,
        "apps.ReplicaSet": _SPEC,
        "apps.StatefulSet": _SPEC,
        "batch.CronJob": _SPEC,
        "batch.Job": _SPEC,
        "batch.JobTemplateSpec": _SPEC,
        "core.PersistentVolume": _SPEC,
        "core.PersistentVolumeClaim": _SPEC,
        "core.PodTemplate": ("template",),
        "core.PodTemplateSpec": _SPEC,
        "core.ReplicationController": _SPEC,
        "core.Service": _SPEC,
        "networking.Ingress": _SPEC,
        "networking.IngressClass": _SPEC,
        "networking.ServiceCIDR": _SPEC,
        "apps.DaemonSetSpec": ("template",),
        "apps.DeploymentSpec": ("template",),
        "apps.ReplicaSetSpec": ("template",),
        "apps.StatefulSetSpec": ("template",),
        "batch.CronJobSpec": ("jobTemplate",),
        "batch.JobSpec": ("template",),
        "core.ReplicationControllerSpec": ("template",),
        "autoscaling.HorizontalPodAutoscaler": _SPEC,
        "autoscaling.HorizontalPodAutoscalerSpec": ("scaleTargetRef", "maxReplicas"),
        "autoscaling.CrossVersionObjectReference": _REFERENCE,
        "autoscaling.MetricIdentifier": ("name",),
        "autoscaling.ContainerResourceMetricSource": ("name", "container", "target"),
        "autoscaling.ExternalMetricSource": ("metric", "target"),
        "autoscaling.ObjectMetricSource": ("describedObject", "metric", "target"),
        "autoscaling.HPAScalingPolicy": ("type", "value", "periodSeconds"),
        "autoscaling.MetricSpec": ("type",),
        "autoscaling.MetricTarget": ("type",),
        "autoscaling.PodsMetricSource": ("metric", "target"),
        "autoscaling.ResourceMetricSource": ("name", "target"),
        "batch.PodFailurePolicyOnExitCodesRequirement": ("operator", "values"),
        "batch.SuccessPolicy": ("rules",),
        "batch.PodFailurePolicyRule": ("action",),
        "core.EndpointAddress": ("ip",),
        "core.EndpointPort": ("port",),
        "core.PersistentVolumeClaimTemplate": _SPEC,
        "core.ServicePort": ("port",),
        "discovery.Endpoint": ("addresses",),
        "discovery.EndpointSlice": ("addressType",),
        "discovery.ForNode": ("name",),
        "networking.HTTPIngressPath": ("pathType",),
        "networking.HTTPIngressRuleValue": ("paths",),
        "networking.IPAddress": _SPEC,
        "networking.IPAddressSpec": ("parentRef",),
        "networking.IPBlock": ("cidr",),
        "networking.IngressClassParametersReference": _REFERENCE,
        "networking.IngressClassSpec": ("controller",),
        "networking.IngressServiceBackend": ("name",),
        "networking.ParentReference": ("resource", "name"),
        "networking.ServiceCIDRSpec": ("cidrs",),
        "core.TopologySelectorLabelRequirement": ("key", "values"),
        "core.VolumeNodeAffinity": ("required",),
        "storage.CSINodeDriver": ("name", "nodeID"),
        "storage.CSIStorageCapacity": ("storageClassName",),
        "storage.StorageClass": ("provisioner",),
        "storage.VolumeAttachment": _SPEC,
        "storage.VolumeAttachmentSpec": ("attacher", "nodeName", "source"),
        "storage.VolumeAttributesClass": ("driverName",),
        "core.AzureFilePersistentVolumeSource": ("secretName", "shareName"),
        "core.CephFSPersistentVolumeSource": ("monitors",),
        "core.CinderPersistentVolumeSource": ("volumeID",),
        "core.CSIPersistentVolumeSource": ("driver", "volumeHandle"),
        "core.FlexPersistentVolumeSource": ("driver",),
        "core.GlusterfsPersistentVolumeSource": ("endpoints", "path"),
        "core.ISCSIPersistentVolumeSource": ("targetPortal", "iqn"),
        "core.LocalVolumeSource": ("path",),
        "core.RBDPersistentVolumeSource": ("monitors", "image"),
        "core.ScaleIOPersistentVolumeSource": ("gateway", "system", "volumeName"),
        "core.StorageOSPersistentVolumeSource": ("volumeName",),
    }
    types: ClassVar = tuple(fields)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each value that is missing, unless the schema says so already, or that is empty."""
        for name in self.fields[subject.visiting]:
            here = (*path, name)
            found = value.get(name)
            if (found is None or found in ("", [])) and not (name not in value and _schema_misses(here, subject)):
                yield required(here)


def _schema_misses(path: FieldPath, subject: Subject) -> bool:
    return any(violation.sort == "missing field" and violation.path == path for violation in subject.violations)
