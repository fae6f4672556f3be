"""KP611: labels and selectors that a Job makes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import forbidden, wrong
from kubeproof.manifest.values import mapping, mappings, sequence, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.workload_examples import cron_job, job

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_NAMES = ("job-name", "batch.kubernetes.io/job-name")
_OWNERS = ("controller-uid", "batch.kubernetes.io/controller-uid")
_UNSELECTABLE = "remove it, or write manualSelector: true and mind other Jobs"


class JobSelector(TypeRule):
    """A Job selects its Pods by labels that the server makes; a selector of your own needs `manualSelector: true`.

    So do labels of the template that the server makes itself: `job-name` and `controller-uid`, with and without their
    prefix. A CronJob's Jobs cannot have a selector.

    Source: `validateGeneratedSelector` and `ValidateJobTemplateSpec`; see
    https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector.
    """

    code = "KP611"
    name = "job-selector"
    good: ClassVar = (job(), cron_job())
    bad: ClassVar = (
        Bad(job("selector:\n  matchLabels:\n    app: report")),
        Bad(cron_job(job_spec="selector:\n  matchLabels:\n    app: report")),
    )
    types: ClassVar = ("batch.Job", "batch.JobTemplateSpec")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of a Job's selector and of its template's labels."""
        spec, here = mapping(value, "spec"), (*path, "spec")
        if subject.visiting == "batch.JobTemplateSpec":
            if spec.get("selector") is not None:
                yield forbidden((*here, "selector"), "is not allowed in a CronJob; remove it")
            if spec.get("manualSelector") is True:
                yield wrong((*here, "manualSelector"), "must not be true in a CronJob; remove it")
        elif spec.get("manualSelector") is not True:
            name = text(value, "metadata", "name")
            labels = mapping(spec, "template", "metadata", "labels")
            yield from _selector(mapping(spec, "selector"), labels, name, (*here, "selector"))
            yield from _labels(labels, name, here)


def _selector(selector: Fields, labels: Fields, name: str, path: FieldPath) -> Iterator[Problem]:
    wanted = mapping(selector, "matchLabels")
    foreign = any(key not in _NAMES or value != name for key, value in wanted.items())
    if foreign or any(_misses(expression, labels) for _, expression in mappings(selector, "matchExpressions")):
        yield wrong(path, f"selects by labels that the server does not make: {_UNSELECTABLE}")


def _misses(expression: Fields, labels: Fields) -> bool:
    """Whether a condition asks for a label of one's own, or for the lack of one that the template has."""
    label, operator = labels.get(text(expression, "key")), text(expression, "operator")
    excluded = operator == "DoesNotExist" or (operator == "NotIn" and label in sequence(expression, "values"))
    return operator in ("In", "Exists") or (label is not None and excluded)


def _labels(labels: Fields, name: str, path: FieldPath) -> Iterator[Problem]:
    for label, value in labels.items():
        if label in _OWNERS or (label in _NAMES and value != name):
            here = (*path, "template", "metadata", "labels", label)
            yield forbidden(here, "is a label that the server sets; remove it")
