"""KP407: a namespace that cannot exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.names import dns_label_fault
from kubeproof.manifest.pods import part, text
from kubeproof.rules.rule import Bad, Rule
from kubeproof.schema.visits import short_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject

_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\n  namespace: {}\n"
_OF_THE_CLUSTER = frozenset(
    {
        "admissionregistration.MutatingAdmissionPolicy",
        "admissionregistration.MutatingAdmissionPolicyBinding",
        "admissionregistration.MutatingWebhookConfiguration",
        "admissionregistration.ValidatingAdmissionPolicy",
        "admissionregistration.ValidatingAdmissionPolicyBinding",
        "admissionregistration.ValidatingWebhookConfiguration",
        "apiextensions.CustomResourceDefinition",
        "apiregistration.APIService",
        "apiserverinternal.StorageVersion",
        "authentication.SelfSubjectReview",
        "authentication.TokenReview",
        "authorization.SelfSubjectAccessReview",
        "authorization.SelfSubjectRulesReview",
        "authorization.SubjectAccessReview",
        "certificates.CertificateSigningRequest",
        "certificates.ClusterTrustBundle",
        "core.ComponentStatus",
        "core.Namespace",
        "core.Node",
        "core.PersistentVolume",
        "flowcontrol.FlowSchema",
        "flowcontrol.PriorityLevelConfiguration",
        "networking.IPAddress",
        "networking.IngressClass",
        "networking.ServiceCIDR",
        "node.RuntimeClass",
        "policy.PodSecurityPolicy",
        "rbac.ClusterRole",
        "rbac.ClusterRoleBinding",
        "resource.DeviceClass",
        "resource.DeviceTaintRule",
        "resource.ResourcePoolStatusRequest",
        "resource.ResourceSlice",
        "scheduling.PriorityClass",
        "storage.CSIDriver",
        "storage.CSINode",
        "storage.StorageClass",
        "storage.VolumeAttachment",
        "storage.VolumeAttributesClass",
        "storagemigration.StorageVersionMigration",
    }
)


class NamespaceName(Rule):
    """A namespace is called by small letters, digits and `-`, at most 63 of them.

    Objects of the whole cluster, such as a Node or a ClusterRole, have no namespace; the server drops one silently.

    Source: `ValidateNamespaceName`.
    """

    code = "KP407"
    name = "namespace-name"
    about: ClassVar = ("namespace",)
    good: ClassVar = (_MAP.format("team-a"),)
    bad: ClassVar = (Bad(_MAP.format("Team_A")), Bad(_MAP.format("team.a")))

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem for the namespace of an object that has one."""
        if subject.type_name is None or short_name(subject.type_name) in _OF_THE_CLUSTER:
            return
        namespace = text(part(subject.value, "metadata"), "namespace")
        if namespace and (fault := dns_label_fault(namespace)):
            yield Problem(("metadata", "namespace"), f'"metadata.namespace" is "{namespace}", which {fault}')
