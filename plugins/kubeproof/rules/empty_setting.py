"""KP850: a field that extends or guards the API server and must not be empty."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import is_empty
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.visits import short_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject
    from kubeproof.schema import Catalog

_FIELDS = {
    "admissionregistration.ApplyConfiguration": ("expression",),
    "admissionregistration.AuditAnnotation": ("key", "valueExpression"),
    "admissionregistration.JSONPatch": ("expression",),
    "admissionregistration.MatchCondition": ("name", "expression"),
    "admissionregistration.MutatingAdmissionPolicy": ("spec",),
    "admissionregistration.MutatingAdmissionPolicyBinding": ("spec",),
    "admissionregistration.MutatingAdmissionPolicyBindingSpec": ("policyName",),
    "admissionregistration.MutatingAdmissionPolicySpec": ("matchConstraints", "mutations", "reinvocationPolicy"),
    "admissionregistration.MutatingWebhook": ("name", "sideEffects", "admissionReviewVersions"),
    "admissionregistration.Mutation": ("patchType",),
    "admissionregistration.NamedRuleWithOperations": ("operations", "apiGroups", "apiVersions", "resources"),
    "admissionregistration.ParamKind": ("apiVersion", "kind"),
    "admissionregistration.ParamRef": ("parameterNotFoundAction",),
    "admissionregistration.RuleWithOperations": ("operations", "apiGroups", "apiVersions", "resources"),
    "admissionregistration.ServiceReference": ("namespace", "name"),
    "admissionregistration.ValidatingAdmissionPolicy": ("spec",),
    "admissionregistration.ValidatingAdmissionPolicyBindingSpec": ("policyName", "validationActions"),
    "admissionregistration.ValidatingAdmissionPolicySpec": ("matchConstraints",),
    "admissionregistration.ValidatingWebhook": ("name", "sideEffects", "admissionReviewVersions"),
    "admissionregistration.Validation": ("expression",),
    "admissionregistration.Variable": ("name", "expression"),
    "apiextensions.CustomResourceColumnDefinition": ("name", "type", "jsonPath"),
    "apiextensions.CustomResourceConversion": ("strategy",),
    "apiextensions.CustomResourceDefinitionNames": ("plural", "kind"),
    "apiextensions.CustomResourceDefinitionSpec": ("group", "scope", "versions"),
    "apiextensions.CustomResourceSubresourceScale": ("specReplicasPath", "statusReplicasPath"),
    "apiextensions.SelectableField": ("jsonPath",),
    "apiextensions.ServiceReference": ("namespace", "name"),
    "apiregistration.APIService": ("spec",),
    "apiregistration.ServiceReference": ("namespace", "name"),
    "authentication.TokenReviewSpec": ("token",),
    "authorization.SelfSubjectRulesReviewSpec": ("namespace",),
    "certificates.CertificateSigningRequestSpec": ("request", "signerName", "usages"),
    "certificates.ClusterTrustBundleSpec": ("trustBundle",),
    "certificates.PodCertificateRequestSpec": (
        "signerName",
        "podName",
        "podUID",
        "serviceAccountName",
        "serviceAccountUID",
        "nodeName",
        "nodeUID",
    ),
    "coordination.LeaseCandidate": ("spec",),
    "coordination.LeaseCandidateSpec": ("leaseName", "binaryVersion", "strategy"),
    "flowcontrol.FlowDistinguisherMethod": ("type",),
    "flowcontrol.FlowSchema": ("spec",),
    "flowcontrol.GroupSubject": ("name",),
    "flowcontrol.LimitResponse": ("type",),
    "flowcontrol.NonResourcePolicyRule": ("verbs", "nonResourceURLs"),
    "flowcontrol.PolicyRulesWithSubjects": ("subjects",),
    "flowcontrol.PriorityLevelConfiguration": ("spec",),
    "flowcontrol.PriorityLevelConfigurationReference": ("name",),
    "flowcontrol.ResourcePolicyRule": ("verbs", "apiGroups", "resources"),
    "flowcontrol.ServiceAccountSubject": ("namespace", "name"),
    "flowcontrol.UserSubject": ("name",),
    "resource.CELDeviceSelector": ("expression",),
    "resource.CounterSet": ("name", "counters"),
    "resource.DeviceCounterConsumption": ("counterSet", "counters"),
    "resource.DeviceSelector": ("cel",),
    "resource.DeviceSubRequest": ("deviceClassName",),
    "resource.DeviceTaint": ("effect",),
    "resource.ExactDeviceRequest": ("deviceClassName",),
    "resource.OpaqueDeviceConfiguration": ("driver",),
    "resource.ResourcePool": ("name",),
    "resource.ResourceSliceSpec": ("driver",),
    "storagemigration.GroupVersionResource": ("resource",),
    "storagemigration.StorageVersionMigration": ("spec",),
}
_POLICY = (
    "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\n"
    "metadata:\n  name: few-replicas\nspec:\n  policyName: {}\n  validationActions: {}\n"
)
_EMPTY_EXPRESSION = "expression"


class EmptySetting(TypeRule):
    """A field that a webhook, a policy, a custom resource or a flow cannot do without is missing or empty.

    The OpenAPI document calls only some of these fields required, and lets them be empty. An expression of white
    space counts as empty.

    Source: `Required value` in the validation of the API groups, such as
    `pkg/apis/admissionregistration/validation/validation.go`.
    """

    code = "KP850"
    name = "empty-setting"
    good: ClassVar = (_POLICY.format("few-replicas", "[Deny]"),)
    bad: ClassVar = (Bad(_POLICY.format('""', "[Deny]")), Bad(_POLICY.format("few-replicas", "[]")))
    types: ClassVar = tuple(_FIELDS)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such field; a missing field that the schema asks for is left to the schema."""
        kind = subject.visiting
        if path[:1] == ("status",):  # the server fills it in itself, whatever the manifest says
            return
        for name in _FIELDS[kind]:
            blank = name.lower().endswith(_EMPTY_EXPRESSION) and str(value.get(name)).isspace()
            if (is_empty(value, name) or blank) and (name in value or name in _optional(subject.catalog, kind)):
                yield problem((*path, name), "is required and must not be empty")


@cache
def _optional(catalog: Catalog, kind: str) -> frozenset[str]:
    """The fields that the OpenAPI document lets be missing; of the others another rule says so."""
    schemas = [schema for name, schema in catalog.definitions.items() if short_name(name) == kind]
    required = {field for schema in schemas for field in schema.get("required", ())}
    return frozenset(field for schema in schemas for field in schema.get("properties", {}) if field not in required)
