"""What to check for."""

from __future__ import annotations

from dataclasses import dataclass, field

from kubeproof.schema import DEFAULT_VERSIONS
from kubeproof.schema.custom import NO_CUSTOM_KINDS, CustomKinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to check: one frozen value that travels as it is.

    Attributes:
        kubernetes: the versions to check for, oldest first.
        select: codes, or beginnings of codes, to report; empty for all.
        ignore: codes, or beginnings of codes, not to report.
        unsafe_fixes: whether repairs that need a look are made too.
        custom: the kinds that are known beside those of Kubernetes.
    """

    kubernetes: tuple[str, ...] = field(default=DEFAULT_VERSIONS)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unsafe_fixes: bool = False
    custom: CustomKinds = NO_CUSTOM_KINDS

    def reports(self, code: str) -> bool:
        """Whether a rule is to be reported."""
        return (not self.select or code.startswith(self.select)) and not (self.ignore and code.startswith(self.ignore))
