"""KP303: a required field that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.rules.rule import Bad, Rule, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SERVICE = "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata:\n  name: shop\n{}endpoints: []\n"


class MissingField(Rule):
    """The object lacks a field that it cannot do without.

    Source: `required` in the OpenAPI document of the Kubernetes version.
    """

    code = "KP303"
    name = "missing-field"
    when = When.VIOLATED
    good: ClassVar = (_SERVICE.format("addressType: IPv4\n"),)
    bad: ClassVar = (Bad(_SERVICE.format("")),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at the key of the map that lacks the field."""
        for violation in subject.violations:
            if violation.sort == "missing field" and not _is_tolerated(violation.path, subject):
                parent = violation.path[:-1]
                span = subject.document.key_span((*subject.within, *parent)) if parent else None
                yield Problem(violation.path, f'"{spell(violation.path)}" is required', span=span)


def _is_tolerated(path: FieldPath, subject: Subject) -> bool:
    """Whether the server does without: a requirement that a review of access skips, a claim's empty data source."""
    if "resourceAttributes" in path:
        return path[-1] == "operator"
    spec = subject.value.get("spec") if path[:2] == ("spec", "dataSource") else None
    return isinstance(spec, dict) and spec.get("dataSource") == {}
