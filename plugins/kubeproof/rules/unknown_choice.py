"""KP602: a word that is not among those that its field takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_CLAIM = """\
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes:
    - {}
  resources:
    requests:
      storage: 1Gi
"""
_MODES = ("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod")
_CHOICES = {
    ("core.PersistentVolumeClaimSpec", "accessModes"): _MODES,
    ("core.PersistentVolumeSpec", "accessModes"): _MODES,
    ("core.ServiceSpec", "ipFamilies"): ("IPv4", "IPv6"),
    ("networking.NetworkPolicySpec", "policyTypes"): ("Ingress", "Egress"),
    ("networking.IngressClassParametersReference", "scope"): ("Cluster", "Namespace"),
    ("batch.PodFailurePolicyOnPodConditionsPattern", "status"): ("True", "False", "Unknown"),
    ("autoscaling.MetricSpec", "type"): ("ContainerResource", "External", "Object", "Pods", "Resource"),
    ("autoscaling.MetricTarget", "type"): ("Utilization", "Value", "AverageValue"),
    ("autoscaling.HPAScalingRules", "selectPolicy"): ("Max", "Min", "Disabled"),
    ("autoscaling.HPAScalingPolicy", "type"): ("Pods", "Percent"),
    ("storage.CSIDriverSpec", "fsGroupPolicy"): ("ReadWriteOnceWithFSType", "File", "None"),
    ("storage.CSIDriverSpec", "volumeLifecycleModes"): ("Persistent", "Ephemeral"),
    ("storage.StorageClass", "reclaimPolicy"): ("Delete", "Retain"),
    ("apps.StatefulSetPersistentVolumeClaimRetentionPolicy", "whenDeleted"): ("Retain", "Delete"),
    ("apps.StatefulSetPersistentVolumeClaimRetentionPolicy", "whenScaled"): ("Retain", "Delete"),
    ("core.ServiceSpec", "trafficDistribution"): ("PreferClose", "PreferSameZone", "PreferSameNode"),
}
_NEVER_EMPTY = {
    "batch.JobSpec": ("completionMode", "podReplacementPolicy"),
    "core.AzureDiskVolumeSource": ("cachingMode", "kind"),
    "core.PersistentVolumeSpec": ("volumeMode",),
    "core.ServiceSpec": ("ipFamilyPolicy", "internalTrafficPolicy"),
    "discovery.EndpointPort": ("protocol",),
    "networking.NetworkPolicyPort": ("protocol",),
    "policy.PodDisruptionBudgetSpec": ("unhealthyPodEvictionPolicy",),
    "storage.StorageClass": ("volumeBindingMode",),
    "core.PersistentVolumeClaimSpec": ("volumeMode",),
}
"""Fields in which an empty text is a word, and not one of those that they take."""
_TYPES = dict.fromkeys((*(of for of, _ in _CHOICES), *_NEVER_EMPTY))
_SINCE = {"trafficDistribution": "1.34", "whenDeleted": "1.27", "whenScaled": "1.27"}
_MAY_BE_EMPTY = {"reclaimPolicy", "whenDeleted", "whenScaled", "status"}
_CLAIM_TEMPLATES = "volumeClaimTemplates"
_CLAIM_TEMPLATES_SINCE = "1.35"


class UnknownChoice(FieldRule):
    """A field takes one of a few words, and this is none of them. Upper and lower case matter.

    These are the words that the OpenAPI document does not list. Those of `trafficDistribution` are checked since 1.34,
    those of the retention policy of claims since 1.27, the access modes of claim templates since 1.35.

    Source: the `Unsupported value` answers of the validation functions in `pkg/apis` of Kubernetes.
    """

    code = "KP602"
    name = "unknown-choice"
    lists_words = True
    in_fragments = True
    good: ClassVar = (_CLAIM.format("ReadWriteOnce"),)
    bad: ClassVar = (Bad(_CLAIM.format("ReadWriteAlways")),)
    fields: ClassVar = {
        name: (*(field for of, field in _CHOICES if of == name), *_NEVER_EMPTY.get(name, ())) for name in _TYPES
    }

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a word that is none of the choices."""
        field = next(str(step) for step in reversed(path) if isinstance(step, str))
        choices = _CHOICES.get((subject.visiting, field))
        if choices is None:
            if value == "":
                yield wrong(path, "must not be empty; leave it out for the usual value")
            return
        if not isinstance(value, str) or value in choices or (not value and field in _MAY_BE_EMPTY):
            return
        since = _CLAIM_TEMPLATES_SINCE if _CLAIM_TEMPLATES in path else _SINCE.get(field)
        if since is None or version_key(subject.catalog.version) >= version_key(since):
            yield wrong(path, f'must be one of {", ".join(choices)}, not "{value}"')
