"""From which Kubernetes version on a field counts.

A field whose feature is off is in the schema already, and the API server drops it before it validates: nothing about it
is wrong then, and nothing in it is looked at.

Source: `pkg/features/kube_features.go` (when a gate is on by default) and `DropDisabledPodFields` in `pkg/api/pod`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from kubeproof.rules.subject import Subject

_ON_SINCE = {
    "fileKeyRef": (1, 35),
    "hostUsers": (1, 33),
    "hostnameOverride": (1, 35),
    "image": (1, 35),
    "matchLabelKeys": (1, 31),
    "procMount": (1, 33),
    "recursiveReadOnly": (1, 31),
    "resizePolicy": (1, 33),
    "resourceClaims": (1, 34),
    "resources": (1, 34),
    "restartAllContainers": (1, 36),
    "restartPolicyRules": (1, 35),
    "schedulingGates": (1, 27),
    "seLinuxChangePolicy": (1, 33),
    "selectorMerge": (1, 34),
    "sidecar": (1, 29),
    "sleep": (1, 30),
    "sleepZero": (1, 33),
    "spreadLabelKeys": (1, 27),
    "supplementalGroupsPolicy": (1, 33),
}


def enabled(feature: str, subject: Subject) -> bool:
    """Whether a field, or what is named after it here, is on by default in the version that is checked."""
    return version_key(subject.catalog.version) >= _ON_SINCE[feature]
