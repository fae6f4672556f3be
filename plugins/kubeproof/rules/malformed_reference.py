"""KP706: a name in a Service, an Ingress, an endpoint or a volume that no such thing can have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.names import (
    dns_1035_fault,
    dns_label_fault,
    dns_subdomain_fault,
    label_value_fault,
    path_segment_fault,
    port_name_fault,
    qualified_name_fault,
)
from kubeproof.manifest.resources import resource_name_fault
from kubeproof.manifest.storage import driver_name_fault, provisioner_fault
from kubeproof.rules.rule import Bad
from kubeproof.rules.service_examples import service
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

    _Form = dict[str, Callable[[str], str | None]]

_SINCE = {
    ("networking.IngressServiceBackend", "name"): "1.36",
    ("core.PersistentVolumeClaimSpec", "volumeAttributesClassName"): "1.34",
    ("core.PersistentVolumeSpec", "volumeAttributesClassName"): "1.34",
}
_OLD = {("networking.IngressServiceBackend", "name"): dns_1035_fault}
_ATTRIBUTES = "volumeAttributesClassName"
_INLINE = "inlineVolumeSpec"
_CLAIM_TEMPLATES = "volumeClaimTemplates"
_CLAIM_TEMPLATES_SINCE = "1.35"
_REFERENCE: _Form = {"kind": path_segment_fault, "name": path_segment_fault}
_CLASSES: _Form = {"storageClassName": dns_subdomain_fault, "volumeAttributesClassName": dns_subdomain_fault}
_ENDPOINT: _Form = {"hostname": dns_label_fault, "nodeName": dns_subdomain_fault}
_FORMS: dict[str, _Form] = {
    "core.ServicePort": {"targetPort": port_name_fault, "appProtocol": qualified_name_fault},
    "core.ServiceSpec": {"loadBalancerClass": qualified_name_fault},
    "core.EndpointPort": {"name": dns_label_fault, "appProtocol": qualified_name_fault},
    "autoscaling.ContainerResourceMetricSource": {"name": resource_name_fault, "container": dns_label_fault},
    "core.EndpointAddress": _ENDPOINT,
    "discovery.Endpoint": _ENDPOINT,
    "discovery.EndpointPort": {"name": dns_label_fault, "appProtocol": qualified_name_fault},
    "discovery.ForNode": {"name": dns_subdomain_fault},
    "discovery.ForZone": {"name": label_value_fault},
    "networking.IngressClassParametersReference": _REFERENCE
    | {"apiGroup": dns_subdomain_fault, "namespace": dns_label_fault},
    "networking.IngressServiceBackend": {"name": dns_label_fault},
    "networking.IngressSpec": {"ingressClassName": dns_subdomain_fault},
    "networking.IngressTLS": {"secretName": dns_subdomain_fault},
    "networking.NetworkPolicyPort": {"port": port_name_fault},
    "networking.ParentReference": {
        "group": dns_subdomain_fault,
        "resource": path_segment_fault,
        "name": path_segment_fault,
        "namespace": path_segment_fault,
    },
    "networking.ServiceBackendPort": {"name": port_name_fault},
    "core.CSIPersistentVolumeSource": {"driver": driver_name_fault},
    "core.PersistentVolumeClaimSpec": _CLASSES,
    "core.PersistentVolumeSpec": _CLASSES,
    "core.StorageOSPersistentVolumeSource": {"volumeName": dns_label_fault, "volumeNamespace": dns_label_fault},
    "core.GlusterfsPersistentVolumeSource": {"endpointsNamespace": dns_label_fault},
    "core.TopologySelectorLabelRequirement": {"key": qualified_name_fault},
    "storage.CSINodeDriver": {"name": driver_name_fault},
    "storage.CSIStorageCapacity": {"storageClassName": dns_subdomain_fault},
    "storage.StorageClass": {"provisioner": provisioner_fault},
    "storage.VolumeAttachmentSource": {"persistentVolumeName": dns_subdomain_fault},
    "storage.VolumeAttachmentSpec": {"attacher": driver_name_fault, "nodeName": dns_subdomain_fault},
    "storage.VolumeAttributesClass": {"driverName": provisioner_fault},
}
_NEVER_EMPTY = {
    "appProtocol",
    "endpointsNamespace",
    "ingressClassName",
    "loadBalancerClass",
    "nodeName",
    "port",
    ("discovery.Endpoint", "hostname"),
    ("networking.IngressClassParametersReference", "apiGroup"),
    ("networking.IngressClassParametersReference", "namespace"),
}
"""Fields in which an empty text is not the same as none."""


class MalformedReference(TypeRule):
    """A name of a port, a class, a driver, a node or another object does not have the form that such names have.

    Ports have IANA names of at most 15 characters with a letter in them (`http-metrics`), hosts and namespaces are DNS
    labels (`web-1`), classes and nodes DNS names (`web-1.shop`). Before 1.36 the name of a Service in an Ingress begins
    with a letter. Classes of volume attributes are checked since 1.34, claim templates since 1.35.

    Source: the validation functions in `pkg/apis/core`, `networking`, `discovery` and `storage` of Kubernetes; see
    https://kubernetes.io/docs/concepts/overview/working-with-objects/names/.
    """

    code = "KP706"
    name = "malformed-reference"
    good: ClassVar = (service(ports="ports:\n  - port: 80\n    targetPort: http\n"),)
    bad: ClassVar = (
        Bad(service(ports="ports:\n  - port: 80\n    targetPort: http_port\n")),
        Bad(
            service(ports='ports:\n  - port: 80\n    targetPort: "8080"\n'),
            fixed=service(ports="ports:\n  - port: 80\n    targetPort: 8080\n"),
        ),
        Bad(service("type: LoadBalancer\nloadBalancerClass: my class")),
    )
    types: ClassVar = tuple(_FORMS)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each malformed name."""
        version = version_key(subject.catalog.version)
        if _CLAIM_TEMPLATES in path and version < version_key(_CLAIM_TEMPLATES_SINCE):
            return
        for name, form in _FORMS[subject.visiting].items():
            found, key = value.get(name), (subject.visiting, name)
            if not isinstance(found, str) or not (found or _NEVER_EMPTY & {name, key}):
                continue
            known = version >= version_key(_SINCE.get(key, "1.0"))
            check = form if known and not (name == _ATTRIBUTES and _INLINE in path) else _OLD.get(key)
            if check and (fault := check(found)):
                yield wrong((*path, name), f'is "{found}", which {fault}')
