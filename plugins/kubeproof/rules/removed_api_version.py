"""KP201: an apiVersion that was served once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.rules.rule import Bad, Rule, When
from kubeproof.schema.history import removal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject

_CRON_JOB = (
    "apiVersion: {}\nkind: CronJob\nmetadata:\n  name: report\nspec:\n  schedule: 0 6 * * *\n  jobTemplate:\n"
    "    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n"
    "            - name: report\n              image: report:1.4\n"
)


class RemovedApiVersion(Rule):
    """The apiVersion was served by older versions of Kubernetes and is no longer.

    Source: the deprecated API migration guide of Kubernetes.
    """

    code = "KP201"
    name = "removed-api-version"
    when = When.UNSERVED
    good: ClassVar = (_CRON_JOB.format("batch/v1"),)
    bad: ClassVar = (Bad(_CRON_JOB.format("batch/v1beta1"), _CRON_JOB.format("batch/v1")),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at the apiVersion."""
        gone = removal(subject.api_version, subject.kind, subject.catalog.version)
        if gone is None or subject.type_name is not None:
            return
        served = subject.catalog.api_versions.get(subject.kind, [])
        use = gone.use if gone.use in served or not served else served[0]
        instead = f"write {use}" if use else "the kind has no successor of the same name"
        message = f"{subject.kind} in {subject.api_version} is not served since Kubernetes {gone.removed}; {instead}"
        yield Problem(("apiVersion",), message)
