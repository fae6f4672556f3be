"""The resources that quotas and limits of a namespace count: more than containers ask for.

Source: `pkg/apis/core/helper/helpers.go` of Kubernetes; see https://kubernetes.io/docs/concepts/policy/resource-quotas/.
"""

from __future__ import annotations

from kubeproof.manifest.names import qualified_name_fault
from kubeproof.manifest.quantity import quantity
from kubeproof.manifest.resources import HUGE_PAGES, STANDARD, is_native
from kubeproof.text.nearest import nearest

_REQUESTS = "requests."
COUNTED = (
    "configmaps",
    "persistentvolumeclaims",
    "pods",
    "replicationcontrollers",
    "resourcequotas",
    "secrets",
    "services",
    "services.loadbalancers",
    "services.nodeports",
)
POD_AMOUNTS = ("cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory")
QUOTA = frozenset(
    {
        *COUNTED,
        *STANDARD,
        *(f"{prefix}{name}" for prefix in ("limits.", _REQUESTS) for name in STANDARD),
        "requests.storage",
    }
)


def is_quota_resource(name: str) -> bool:
    """Whether Kubernetes itself knows a resource that a quota can limit."""
    return name in QUOTA or name.startswith((HUGE_PAGES, f"{_REQUESTS}{HUGE_PAGES}"))


def quota_resource_fault(name: str, *, storage: bool = False) -> str | None:
    """What is wrong with the name of a resource in a quota, or None.

    Args:
        name: the name as written.
        storage: whether `storage` counts too, as it does for limits of claims.
    """
    if fault := qualified_name_fault(name):
        return fault
    if "/" in name or is_quota_resource(name) or (storage and name == "storage"):
        return None
    likely = nearest(name, QUOTA)
    return "is not known" + (
        f"; did you mean {likely}?" if likely else "; objects are counted as count/deployments.apps"
    )


def amount_fault(name: str, amount: object) -> str | None:
    """What is wrong with an amount of a resource, or None: things are counted in whole numbers from 0 on."""
    value = quantity(amount)
    if value is None:
        return None
    if value < 0:
        return f"must not be negative, as {amount} is"
    divided = value.denominator != 1 and (name in COUNTED or _is_somebody_elses(name))
    return f"must be a whole number, not {amount}" if divided else None


def _is_somebody_elses(name: str) -> bool:
    return not is_native(name) and not name.startswith(_REQUESTS) and not qualified_name_fault(_REQUESTS + name)
