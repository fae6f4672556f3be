"""KP878: an APIService."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, is_empty, number, text
from kubeproof.manifest.names import dns_1035_fault, dns_subdomain_fault
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_HIGHEST = {"groupPriorityMinimum": 20000, "versionPriority": 1000}
_LAST_PORT = 65535
_SERVICE = """\
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata:
  name: {}
spec:
  group: metrics.example.com
  version: v1
  groupPriorityMinimum: 100
  versionPriority: {}
  insecureSkipTLSVerify: true
  service:
    namespace: metrics
    name: metrics-server
"""


class ApiService(TypeRule):
    """An APIService is named after its version and its group, and its priorities are positive.

    `groupPriorityMinimum` goes up to 20000, `versionPriority` to 1000. Without a service it has neither `caBundle` nor
    `insecureSkipTLSVerify`, with one not both.

    Source: `ValidateAPIService` in `k8s.io/kube-aggregator/pkg/apis/apiregistration/validation/validation.go`.
    """

    code = "KP878"
    name = "api-service"
    good: ClassVar = (_SERVICE.format("v1.metrics.example.com", 100),)
    bad: ClassVar = (
        Bad(_SERVICE.format("metrics.example.com", 100)),
        Bad(_SERVICE.format("v1.metrics.example.com", 0)),
        Bad(_SERVICE.format("v1.metrics.example.com", 100) + "  caBundle: Y2E=\n"),
    )
    types: ClassVar = ("apiregistration.APIService",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for the name, and one for each wrong field."""
        del subject
        spec, here = child(value, "spec"), (*path, "spec")
        wanted = f"{text(spec, 'version')}.{text(spec, 'group')}"
        name = child(value, "metadata").get("name")
        if isinstance(name, str) and name != wanted:
            yield problem((*path, "metadata", "name"), f'must be "{wanted}", spec.version and spec.group')
        yield from _group_problems(spec, here)
        for field, highest in _HIGHEST.items():
            priority = number(spec, field) or 0
            if (field in spec and not 0 < priority <= highest) and isinstance(spec[field], (int, type(None))):
                yield problem((*here, field), f"must be between 1 and {highest}, not {priority}")
        yield from _service_problems(spec, here)


def _group_problems(spec: Fields, path: FieldPath) -> Iterator[Problem]:
    group, version = text(spec, "group"), text(spec, "version")
    if group and (fault := dns_subdomain_fault(group)):
        yield problem((*path, "group"), f'is "{group}", which {fault}')
    if is_empty(spec, "group") and version != "v1":
        yield problem((*path, "group"), "is required")
    if is_empty(spec, "version"):
        yield problem((*path, "version"), "is required")
    elif version and (fault := dns_1035_fault(version)):
        yield problem((*path, "version"), f'is "{version}", which {fault}')


def _service_problems(spec: Fields, path: FieldPath) -> Iterator[Problem]:
    local = spec.get("service") is None
    bundle, insecure = not is_empty(spec, "caBundle"), spec.get("insecureSkipTLSVerify") is True
    if local and bundle:
        yield problem((*path, "caBundle"), "needs a service")
    if insecure and (local or bundle):
        reason = "needs a service" if local else "cannot be true beside caBundle"
        yield problem((*path, "insecureSkipTLSVerify"), reason)
    port = number(child(spec, "service"), "port")
    if port is not None and not 1 <= port <= _LAST_PORT:
        yield problem((*path, "service", "port"), f"must be between 1 and {_LAST_PORT}, not {port}")
