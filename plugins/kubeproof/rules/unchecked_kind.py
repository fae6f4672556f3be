"""KP206: a custom resource whose definition is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem, Severity
from kubeproof.rules.rule import Bad, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject


class UncheckedKind(Rule):
    """The kind is not part of Kubernetes, so it was read and not checked.

    Source: the API reference of the Kubernetes version has no such group.
    """

    code = "KP206"
    name = "unchecked-kind"
    severity = Severity.INFO
    good: ClassVar = ("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n",)
    bad: ClassVar = (Bad("apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata:\n  name: shop\n"),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One remark at the kind."""
        api_version = subject.api_version
        if isinstance(api_version, str) and isinstance(subject.kind, str) and subject.catalog.is_foreign(api_version):
            yield Problem(("kind",), f"{subject.kind} of {api_version} is a custom resource; it was not checked")
