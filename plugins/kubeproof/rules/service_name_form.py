"""KP607: the Service of a StatefulSet has a malformed name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.names import dns_label_fault
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule
from kubeproof.rules.workload_examples import deployment
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SINCE = "1.33"


class ServiceNameForm(FieldRule):
    """The name of a StatefulSet's Service is a DNS label, as it becomes a part of the names of its Pods.

    The server checks it since 1.33.

    Source: `ValidateStatefulSetSpec`; see
    https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id.
    """

    code = "KP607"
    name = "service-name-form"
    good: ClassVar = (deployment("serviceName: web", kind="StatefulSet"),)
    bad: ClassVar = (Bad(deployment("serviceName: web.example.com", kind="StatefulSet")),)
    fields: ClassVar = {"apps.StatefulSetSpec": ("serviceName",)}

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a malformed name."""
        known = version_key(subject.catalog.version) >= version_key(_SINCE)
        if known and isinstance(value, str) and value and (fault := dns_label_fault(value)):
            yield wrong(path, f'is "{value}", which {fault}')
