"""KP973: a name that makes a bad host name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.names import dns_label_fault, dns_subdomain_fault
from kubeproof.manifest.values import text
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject


class NameAsHostname(TypeRule):
    """The name of a Pod, or of what makes Pods, has a dot in it or is longer than 63 characters.

    The server takes it. The name becomes the host name of the Pod, which is cut off or means something else then.

    Source: `a DNS label is recommended` in the strategies of Pods, Deployments, ReplicaSets, Jobs and CronJobs.
    """

    code = "KP973"
    name = "name-as-hostname"
    severity = Severity.WARNING
    good: ClassVar = (pod(),)
    bad: ClassVar = (Bad(pod().replace("name: web", "name: web.example", 1)),)
    types: ClassVar = (
        "apps.Deployment",
        "apps.ReplicaSet",
        "batch.CronJob",
        "batch.Job",
        "core.Pod",
        "core.ReplicationController",
    )

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for the name, unless the server refuses it."""
        del subject
        name = text(value, "metadata", "name")
        if name and not path and not dns_subdomain_fault(name) and (fault := dns_label_fault(name)):
            yield wrong(("metadata", "name"), f'is "{name}" and becomes a host name, which {fault}')
