"""The names of resources that containers ask for: cpu, memory, huge pages, devices.

Source: `pkg/apis/core/helper/helpers.go` of Kubernetes; see
https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/.
"""

from __future__ import annotations

from kubeproof.manifest.names import qualified_name_fault
from kubeproof.manifest.quantity import quantity
from kubeproof.text.nearest import nearest

STANDARD = ("cpu", "memory", "ephemeral-storage")
HUGE_PAGES = "hugepages-"
_NATIVE_DOMAIN = "kubernetes.io/"
_QUOTA = "requests."


def is_native(name: str) -> bool:
    """Whether a resource is Kubernetes' own, not a device or the like of somebody else."""
    return "/" not in name or _NATIVE_DOMAIN in name


def is_huge_pages(name: str) -> bool:
    """Whether a resource is memory in huge pages."""
    return name.startswith(HUGE_PAGES)


def may_overcommit(name: str) -> bool:
    """Whether the limit may be higher than the request."""
    return is_native(name) and not is_huge_pages(name)


def page_size_divides(name: str, amount: object) -> bool:
    """Whether an amount of huge pages is a whole number of pages; for other resources always."""
    size, value = quantity(name.removeprefix(HUGE_PAGES)), quantity(amount)
    if not is_huge_pages(name) or value is None:
        return True
    return size is not None and size > 0 and size.denominator == 1 and value % size == 0


def resource_name_fault(name: str) -> str | None:
    """What is wrong with the name of a resource that a container asks for, or None."""
    if fault := qualified_name_fault(name):
        return fault
    if "/" not in name:
        if name in STANDARD or is_huge_pages(name):
            return None
        likely = nearest(name, STANDARD)
        known = f"{', '.join(STANDARD)}, {HUGE_PAGES}SIZE or one with a domain, such as example.com/gpu"
        return "is not known" + (f"; did you mean {likely}?" if likely else f"; write {known}")
    if not is_native(name) and (name.startswith(_QUOTA) or qualified_name_fault(_QUOTA + name)):
        return f'must not start with "{_QUOTA}" and be no longer than the name of a label'
    return None
