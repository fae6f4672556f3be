"""KP603: a selector that does not select the Pods of its own template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding.wording import required, wrong
from kubeproof.manifest.path import spell
from kubeproof.manifest.selectors import selector_faults
from kubeproof.manifest.values import mapping, mappings, sequence, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.workload_examples import deployment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_JOB = "batch.JobSpec"
_CONTROLLER = "core.ReplicationControllerSpec"


class SelectorMismatch(TypeRule):
    """A workload must select the Pods that it makes: its selector matches the labels of its template, and is not empty.

    A ReplicationController takes the labels of its template if it has no selector, and a Job makes a selector of its
    own unless `manualSelector` is true.

    Source: `ValidatePodTemplateSpecForReplicaSet` and its like, ``selector` does not match template `labels``.
    """

    code = "KP603"
    name = "selector-mismatch"
    good: ClassVar = (deployment(),)
    bad: ClassVar = (
        Bad(deployment(labels="app: shop")),
        Bad(deployment(labels="tier: web", kind="DaemonSet")),
        Bad(deployment("selector: {}", labels="", kind="StatefulSet")),
    )
    types: ClassVar = (
        "apps.DaemonSetSpec",
        "apps.DeploymentSpec",
        "apps.ReplicaSetSpec",
        "apps.StatefulSetSpec",
        _CONTROLLER,
        _JOB,
    )

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem if the selector is empty or does not match."""
        kind = subject.visiting
        labels = mapping(value, "template", "metadata", "labels")
        if kind == _JOB and (value.get("manualSelector") is not True or "jobTemplate" in path):
            return
        if kind == _CONTROLLER:
            yield from _controller(value, labels, path)
            return
        here, selector = (*path, "selector"), value.get("selector")
        if selector is None and ("selector" in value or kind == _JOB):
            yield required(here, "name the labels of the Pods that the workload is made of")
        elif kind != _JOB and isinstance(selector, dict) and not _conditions(selector):
            yield wrong(here, "must not be empty: repeat labels of the template under matchLabels")
        elif isinstance(selector, dict) and not _matches(selector, labels) and not any(selector_faults(selector, here)):
            yield _mismatch(path)


def _controller(value: Fields, labels: Fields, path: FieldPath) -> Iterator[Problem]:
    selector = mapping(value, "selector")
    if not selector and not labels:
        yield required((*path, "selector"), "it is taken from the labels of the template, and there are none")
    elif any(labels.get(key) != wanted for key, wanted in selector.items()):
        yield _mismatch(path)


def _mismatch(path: FieldPath) -> Problem:
    selector = spell((*path, "selector"))
    return wrong((*path, "template", "metadata", "labels"), f'must match "{selector}"; repeat its labels here')


def _conditions(selector: Fields) -> bool:
    return bool(mapping(selector, "matchLabels") or sequence(selector, "matchExpressions"))


def _matches(selector: Fields, labels: Fields) -> bool:
    wanted = mapping(selector, "matchLabels")
    expressions = mappings(selector, "matchExpressions")
    return all(labels.get(key) == value for key, value in wanted.items()) and all(
        _meets(labels.get(text(expression, "key")), text(expression, "operator"), sequence(expression, "values"))
        for _, expression in expressions
    )


def _meets(value: Any, operator: str, values: list[Any]) -> bool:  # noqa: ANN401 - any YAML value
    """Whether a label, or None if it is missing, meets a condition."""
    match operator:
        case "In":
            return value is not None and value in values
        case "NotIn":
            return value not in values
        case "Exists":
            return value is not None
        case "DoesNotExist":
            return value is None
        case _:
            return True
