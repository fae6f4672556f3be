"""KP613: an indexed Job whose Pods would have malformed host names."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.names import dns_label_fault
from kubeproof.manifest.values import integer, mapping, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.workload_examples import job

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_PATH = ("metadata", "name")
_INDEXED = "completionMode: Indexed\ncompletions: 5"


class IndexedJobName(TypeRule):
    """The name of an indexed Job, a dash and its last index are a DNS label, as that is the host name of its last Pod.

    Source: `ValidateJob`; see https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode.
    """

    code = "KP613"
    name = "indexed-job-name"
    good: ClassVar = (job(_INDEXED, name="r" * 61),)
    bad: ClassVar = (Bad(job(_INDEXED, name="report.v2")), Bad(job(_INDEXED, name="r" * 62)))
    types: ClassVar = ("batch.Job",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for a name that is too long, or that has a dot."""
        del path, subject
        name, spec = text(value, *_PATH), mapping(value, "spec")
        completions = integer(spec, "completions")
        if not name or text(spec, "completionMode") != "Indexed" or completions == 0:
            return
        last = f"{name}-{(1 if completions is None else completions) - 1}"
        if fault := dns_label_fault(last):
            yield wrong(_PATH, f'makes "{last}" the host name of a Pod, which {fault}')
