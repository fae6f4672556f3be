"""KP206: a custom resource whose definition is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem, Severity
from kubeproof.rules.rule import Bad, Rule, When
from kubeproof.schema.catalog import group_of
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject


class UncheckedKind(Rule):
    """The kind is not part of Kubernetes, so it was read and not checked.

    So is what has neither a kind nor a version of Kubernetes, such as the configuration of another tool.

    With its CustomResourceDefinition it is checked: in the same file or page, or in a path that `--crds` names.

    Source: the API reference of the Kubernetes version has no such group.
    """

    code = "KP206"
    name = "unchecked-kind"
    severity = Severity.INFO
    when = When.UNSERVED
    good: ClassVar = ("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n",)
    bad: ClassVar = (Bad("apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata:\n  name: shop\n"),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One remark at the kind."""
        api_version, kind, known = subject.api_version, subject.kind, subject.catalog
        if subject.type_name or not isinstance(api_version, str) or not isinstance(kind, str):
            return
        served = (group_of(each) for each in known.api_versions.get(kind, ()))
        if known.is_foreign(api_version) and group_of(api_version) not in served:
            yield Problem(("kind",), f"{kind} of {api_version} is a custom resource; it was not checked")
        elif known.is_elsewhere(api_version) and not nearest(kind, known.api_versions):
            yield Problem(("kind",), f"{kind} of {api_version} is nothing of Kubernetes; it was not checked")
