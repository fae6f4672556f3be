"""KP960: an apiVersion on its way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem, Severity
from kubeproof.rules.rule import Bad, Rule
from kubeproof.schema.history import deprecation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject
    from kubeproof.schema.history import Lifecycle

_ENDPOINTS = (
    "apiVersion: v1\nkind: Endpoints\nmetadata:\n  name: db\n"
    "subsets:\n  - addresses:\n      - ip: 10.1.2.3\n    ports:\n      - port: 5432\n"
)
_SLICE = (
    "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata:\n  name: db\n"
    "addressType: IPv4\nendpoints:\n  - addresses:\n      - 10.1.2.3\nports:\n  - port: 5432\n"
)


class DeprecatedApiVersion(Rule):
    """Kubernetes still serves the apiVersion and advises against it: the server answers with a warning.

    The finding says since when, from which version on it is gone if that is known, and what to write instead. The new
    apiVersion may have other fields, so nothing is repaired.

    Source: the deprecated API migration guide of Kubernetes, and the lifecycles of the types in `k8s.io/api`.
    """

    code = "KP960"
    name = "deprecated-api-version"
    severity = Severity.WARNING
    good: ClassVar = (_SLICE,)
    bad: ClassVar = (Bad(_ENDPOINTS),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at the apiVersion."""
        old = deprecation(subject.api_version, subject.kind, subject.catalog.version)
        if old and subject.type_name is not None:
            what = f"{subject.kind} in {subject.api_version} is deprecated since Kubernetes {old.deprecated}"
            yield Problem(("apiVersion",), f"{what}{_until(old)}{_instead(old, subject)}")


def _until(old: Lifecycle) -> str:
    return f" and not served from {old.removed} on" if old.removed else ""


def _instead(old: Lifecycle, subject: Subject) -> str:
    if subject.catalog.type_of(old.use, old.kind or subject.kind) is None:
        return "; there is nothing in its place yet"
    return f"; write {old.kind} in {old.use}" if old.kind else f"; write {old.use}"
