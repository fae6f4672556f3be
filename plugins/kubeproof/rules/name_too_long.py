"""KP613: a name that leaves no room for the names made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.names import dns_label_fault
from kubeproof.manifest.values import integer, mapping, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.workload_examples import cron_job, job

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LONGEST = 52
_PATH = ("metadata", "name")
_INDEXED = "completionMode: Indexed\ncompletions: 5"


class NameTooLong(TypeRule):
    """A CronJob's name has at most 52 characters, as the time is added to it in the names of its Jobs.

    The name of an indexed Job and a dash and its last index are a DNS label, as that is the host name of its Pod.

    Source: `ValidateCronJobCreate` and `ValidateJob`.
    """

    code = "KP613"
    name = "name-too-long"
    good: ClassVar = (cron_job(name="r" * _LONGEST), job(_INDEXED, name="r" * 61))
    bad: ClassVar = (Bad(cron_job(name="r" * (_LONGEST + 1))), Bad(job(_INDEXED, name="report.v2")))
    types: ClassVar = ("batch.CronJob", "batch.Job")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for a name that is too long."""
        del path
        name, spec = text(value, *_PATH), mapping(value, "spec")
        if subject.visiting == "batch.CronJob":
            if len(name) > _LONGEST:
                yield wrong(_PATH, f"must be no more than {_LONGEST} characters in a CronJob, not {len(name)}")
        elif name and text(spec, "completionMode") == "Indexed":
            last = f"{name}-{(integer(spec, 'completions') or 1) - 1}"
            if fault := dns_label_fault(last):
                yield wrong(_PATH, f'makes "{last}" the host name of a Pod, which {fault}')
