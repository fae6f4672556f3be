"""KP974: a setting that a Service of this sort ignores."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import forbidden
from kubeproof.manifest.services import is_headless, service_type
from kubeproof.rules.rule import Bad
from kubeproof.rules.service_examples import service
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_NAMED = "ExternalName"
_NEEDS_AN_ADDRESS = ("externalIPs", "loadBalancerIP", "sessionAffinity")


class IgnoredServiceSetting(TypeRule):
    """A Service has a field that does nothing for its type.

    One without a cluster IP has no use for external IPs, a load balancer's IP or session affinity. An `externalName` is
    for the type ExternalName, which in turn has no external IPs.

    Source: `GetWarningsForService` in `pkg/api/service/warnings.go`.
    """

    code = "KP974"
    name = "ignored-service-setting"
    severity = Severity.WARNING
    good: ClassVar = (service("clusterIP: None"),)
    bad: ClassVar = (
        Bad(service("clusterIP: None\nsessionAffinity: ClientIP")),
        Bad(service("externalName: db.example.com")),
    )
    types: ClassVar = ("core.ServiceSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each field without effect."""
        del subject
        sort = service_type(value)
        if sort == "ClusterIP" and is_headless(value):
            for name in _NEEDS_AN_ADDRESS:
                if value.get(name) not in (None, "", "None", []):
                    yield forbidden((*path, name), "has no effect in a Service without a cluster IP; leave it out")
        if sort == _NAMED and value.get("externalIPs"):
            yield forbidden((*path, "externalIPs"), f"has no effect in a Service of the type {_NAMED}; leave it out")
        if sort != _NAMED and value.get("externalName"):
            yield forbidden((*path, "externalName"), f"has no effect in a Service of the type {sort}; leave it out")
