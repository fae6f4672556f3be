"""What to check for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from kubeproof.schema import DEFAULT_VERSIONS
from kubeproof.schema.custom import NO_CUSTOM_KINDS, CustomKinds

if TYPE_CHECKING:
    from kubeproof.check.inspection import Inspection


class Ahead(Protocol):
    """Somebody who looks at the snippets of pages, too."""

    def take(self, text: str, options: Options) -> Inspection | None:
        """What was found out about a snippet without directives; None if that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to check: one frozen value that travels as it is.

    Attributes:
        kubernetes: the versions to check for, oldest first.
        select: codes, or beginnings of codes, to report; empty for all.
        ignore: codes, or beginnings of codes, not to report.
        unsafe_fixes: whether repairs that need a look are made too.
        custom: the kinds that are known beside those of Kubernetes.
        ahead: what is found out elsewhere; it changes nothing but who looks.
    """

    kubernetes: tuple[str, ...] = field(default=DEFAULT_VERSIONS)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    unsafe_fixes: bool = False
    custom: CustomKinds = NO_CUSTOM_KINDS
    ahead: Ahead | None = field(default=None, compare=False, repr=False)

    def reports(self, code: str) -> bool:
        """Whether a rule is to be reported."""
        return (not self.select or code.startswith(self.select)) and not (self.ignore and code.startswith(self.ignore))
