"""Names of storage drivers.

Source: `ValidateCSIDriverName` and `validateProvisioner` in the validation of the API server.
"""

from __future__ import annotations

from kubeproof.manifest.names import dns_subdomain_fault, qualified_name_fault

_LONGEST = 63


def driver_name_fault(text: str) -> str | None:
    """What is wrong with the name of a CSI driver, a DNS name in any case and as short as a label; None if nothing."""
    if len(text) > _LONGEST:
        return f"must be no more than {_LONGEST} characters, not {len(text)}"
    return dns_subdomain_fault(text.lower())


def provisioner_fault(text: str) -> str | None:
    """What is wrong with the name of a provisioner, with a domain before it or none; None if nothing."""
    return qualified_name_fault(text.lower())
