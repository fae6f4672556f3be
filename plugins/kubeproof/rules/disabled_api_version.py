"""KP961: an apiVersion that clusters do not serve unless they are told to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem, Severity
from kubeproof.rules.rule import Bad, Rule
from kubeproof.schema.history import is_off_by_default

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject

_CLASS = (
    "apiVersion: resource.k8s.io/{}\nkind: DeviceClass\nmetadata:\n  name: gpu\n"
    "spec:\n  selectors:\n    - cel:\n        expression: device.driver == 'gpu.example.com'\n"
)


class DisabledApiVersion(Rule):
    """The apiVersion is an alpha or a beta that a cluster serves only if `--runtime-config` turns it on.

    On any other cluster, `kubectl apply` finds no such kind.

    Source: https://kubernetes.io/docs/reference/using-api/#api-versioning
    """

    code = "KP961"
    name = "disabled-api-version"
    severity = Severity.WARNING
    good: ClassVar = (_CLASS.format("v1"),)
    bad: ClassVar = (Bad(_CLASS.format("v1beta2")),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at the apiVersion."""
        api_version, kind = subject.api_version, subject.kind
        if subject.type_name is None or not isinstance(api_version, str) or not is_off_by_default(api_version, kind):
            return
        served = subject.catalog.api_versions.get(kind, [])
        stable = [name for name in served if not is_off_by_default(name, kind)]
        hint = f"; write {stable[0]}" if stable else f": it needs --runtime-config={api_version}=true"
        yield Problem(("apiVersion",), f"most clusters do not serve {kind} in {api_version}{hint}")
