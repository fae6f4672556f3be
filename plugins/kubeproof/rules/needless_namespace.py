"""KP984: a namespace for an object that has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import forbidden
from kubeproof.manifest.values import at
from kubeproof.rules.rule import Bad, Rule
from kubeproof.schema.catalog import group_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.rules.subject import Subject

_OF_THE_CLUSTER: dict[str, frozenset[str]] = {
    "": frozenset({"ComponentStatus", "Namespace", "Node", "PersistentVolume"}),
    "admissionregistration.k8s.io": frozenset(
        {
            "MutatingAdmissionPolicy",
            "MutatingAdmissionPolicyBinding",
            "MutatingWebhookConfiguration",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "ValidatingWebhookConfiguration",
        }
    ),
    "apiextensions.k8s.io": frozenset({"CustomResourceDefinition"}),
    "apiregistration.k8s.io": frozenset({"APIService"}),
    "authentication.k8s.io": frozenset({"SelfSubjectReview", "TokenReview"}),
    "authorization.k8s.io": frozenset({"SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview"}),
    "certificates.k8s.io": frozenset({"CertificateSigningRequest", "ClusterTrustBundle"}),
    "flowcontrol.apiserver.k8s.io": frozenset({"FlowSchema", "PriorityLevelConfiguration"}),
    "internal.apiserver.k8s.io": frozenset({"StorageVersion"}),
    "networking.k8s.io": frozenset({"ClusterCIDR", "IPAddress", "IngressClass", "ServiceCIDR"}),
    "node.k8s.io": frozenset({"RuntimeClass"}),
    "rbac.authorization.k8s.io": frozenset({"ClusterRole", "ClusterRoleBinding"}),
    "resource.k8s.io": frozenset(
        {"DeviceClass", "DeviceTaintRule", "ResourceClass", "ResourcePoolStatusRequest", "ResourceSlice"}
    ),
    "scheduling.k8s.io": frozenset({"PriorityClass"}),
    "storage.k8s.io": frozenset({"CSIDriver", "CSINode", "StorageClass", "VolumeAttachment", "VolumeAttributesClass"}),
    "storagemigration.k8s.io": frozenset({"StorageVersionMigration"}),
}
_ROLE = (
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: {}\nmetadata:\n  name: reader\n  namespace: shop\n"
    "rules:\n  - apiGroups: ['']\n    resources: [pods]\n    verbs: [get]\n"
)


class NeedlessNamespace(Rule):
    """An object that belongs to the whole cluster names a namespace; `kubectl` drops it without a word.

    Either the line is needless, or a kind that lives in a namespace is meant, such as Role and not ClusterRole.

    Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#not-all-objects-are-in-a-namespace
    """

    code = "KP984"
    name = "needless-namespace"
    severity = Severity.WARNING
    about: ClassVar = ("namespace",)
    good: ClassVar = (_ROLE.format("Role"),)
    bad: ClassVar = (Bad(_ROLE.format("ClusterRole")),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at the namespace."""
        api_version, kind = subject.api_version, subject.kind
        if subject.type_name is None or not isinstance(api_version, str):
            return
        if kind in _OF_THE_CLUSTER.get(group_of(api_version), ()) and at(subject.value, "metadata", "namespace"):
            yield forbidden(("metadata", "namespace"), f"has no effect: {kind} is a kind of the cluster; leave it out")
