"""The resources of Kubernetes that belong to no namespace."""

from __future__ import annotations

_KINDS = {
    "APIService": "apiservices",
    "CSIDriver": "csidrivers",
    "CSINode": "csinodes",
    "CertificateSigningRequest": "certificatesigningrequests csr",
    "ClusterRole": "clusterroles",
    "ClusterRoleBinding": "clusterrolebindings",
    "ClusterTrustBundle": "clustertrustbundles",
    "ComponentStatus": "componentstatuses cs",
    "CustomResourceDefinition": "customresourcedefinitions crd crds",
    "DeviceClass": "deviceclasses",
    "DeviceTaintRule": "devicetaintrules",
    "FlowSchema": "flowschemas",
    "IPAddress": "ipaddresses ip",
    "IngressClass": "ingressclasses",
    "MutatingAdmissionPolicy": "mutatingadmissionpolicies",
    "MutatingAdmissionPolicyBinding": "mutatingadmissionpolicybindings",
    "MutatingWebhookConfiguration": "mutatingwebhookconfigurations",
    "Namespace": "namespaces ns",
    "Node": "nodes no",
    "PersistentVolume": "persistentvolumes pv",
    "PriorityClass": "priorityclasses pc",
    "PriorityLevelConfiguration": "prioritylevelconfigurations",
    "ResourceSlice": "resourceslices",
    "RuntimeClass": "runtimeclasses",
    "ServiceCIDR": "servicecidrs",
    "StorageClass": "storageclasses sc",
    "StorageVersionMigration": "storageversionmigrations",
    "ValidatingAdmissionPolicy": "validatingadmissionpolicies",
    "ValidatingAdmissionPolicyBinding": "validatingadmissionpolicybindings",
    "ValidatingWebhookConfiguration": "validatingwebhookconfigurations",
    "VolumeAttachment": "volumeattachments",
    "VolumeAttributesClass": "volumeattributesclasses vac",
}
_NAMES = frozenset(name for kind, names in _KINDS.items() for name in (kind.lower(), *names.split()))


def is_cluster_kind(kind: object) -> bool:
    """Whether the objects of a kind belong to no namespace."""
    return isinstance(kind, str) and kind in _KINDS


def is_cluster_resource(name: str, others: frozenset[str] = frozenset()) -> bool:
    """Whether a resource, as kubectl takes it (`nodes`, `no`, `crd`, `widgets.example.com`), belongs to no namespace.

    Args:
        name: the resource.
        others: the resources beside the built-in ones that belong to none.
    """
    name = name.lower()
    return name.partition(".")[0] in _NAMES or name in others
