"""Names of storage drivers, and where the data of a claim come from.

Source: `ValidateCSIDriverName`, `validateProvisioner` and `EnforceDataSourceBackwardsCompatibility` in Kubernetes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.manifest.names import dns_subdomain_fault, qualified_name_fault
from kubeproof.manifest.values import mapping, text

if TYPE_CHECKING:
    from kubeproof.manifest.values import Fields

CLAIM = "PersistentVolumeClaim"
SOURCES = ("dataSource", "dataSourceRef")

_LONGEST = 63
_OLD_SOURCES = (("", CLAIM), ("snapshot.storage.k8s.io", "VolumeSnapshot"))


def driver_name_fault(text: str) -> str | None:
    """What is wrong with the name of a CSI driver, a DNS name in any case and as short as a label; None if nothing."""
    if len(text) > _LONGEST:
        return f"must be no more than {_LONGEST} characters, not {len(text)}"
    return dns_subdomain_fault(text.lower())


def provisioner_fault(text: str) -> str | None:
    """What is wrong with the name of a provisioner, with a domain before it or none; None if nothing."""
    return qualified_name_fault(text.lower())


def effective_sources(spec: Fields) -> dict[str, Fields]:
    """The sources of a claim's data that the server keeps; others it drops without a word.

    It drops a reference into another namespace, and beside no reference a `dataSource` that is neither a claim nor a
    snapshot.
    """
    found = {name: mapping(spec, name) for name in SOURCES if spec.get(name) is not None}
    if text(found.get("dataSourceRef"), "namespace"):
        del found["dataSourceRef"]
    source = found.get("dataSource")
    kept = source is None or (text(source, "apiGroup"), text(source, "kind")) in _OLD_SOURCES
    if not kept and "dataSourceRef" not in found:
        del found["dataSource"]
    return found
