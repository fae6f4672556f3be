"""KP609: what a Job does about failed Pods."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.names import qualified_name_fault
from kubeproof.manifest.values import integer, mapping, mappings, sequence, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.workload_examples import job
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SINCE = "1.26"
_MOST = 20
_MOST_VALUES = 255
_RULE = "podFailurePolicy:\n  rules:\n    - action: FailJob\n      "


class PodFailurePolicy(TypeRule):
    """Each rule about failed Pods looks either at exit codes or at conditions of the Pod.

    Exit codes are in order and not repeated, 0 is not among those to be `In`, and a container that is named is one of
    the template. `FailIndex` needs `backoffLimitPerIndex`. There are at most 20 rules, with 255 codes or 20 conditions
    each. Since 1.26.

    Source: `validatePodFailurePolicy`; see
    https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy.
    """

    code = "KP609"
    name = "pod-failure-policy"
    lists_words = True
    good: ClassVar = (job(_RULE + "onExitCodes:\n        operator: In\n        values: [1, 42]"),)
    bad: ClassVar = (
        Bad(job(_RULE + "onExitCodes:\n        operator: In\n        values: [42, 1]")),
        Bad(job(_RULE + "onExitCodes:\n        containerName: db\n        operator: In\n        values: [1]")),
        Bad(job("podFailurePolicy:\n  rules:\n    - action: Ignore")),
    )
    types: ClassVar = ("batch.JobSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of a Job's policy."""
        if version_key(subject.catalog.version) < version_key(_SINCE):
            return
        policy = mapping(value, "podFailurePolicy")
        here = (*path, "podFailurePolicy", "rules")
        if len(sequence(policy, "rules")) > _MOST:
            yield wrong(here, f"must have {_MOST} rules or fewer")
        if policy and value.get("podReplacementPolicy") == "TerminatingOrFailed":
            yield wrong((*path, "podReplacementPolicy"), "must be Failed beside a podFailurePolicy")
        for index, rule in mappings(policy, "rules"):
            if rule.get("action") == "FailIndex" and value.get("backoffLimitPerIndex") is None:
                yield wrong((*here, index, "action"), "needs backoffLimitPerIndex when it is FailIndex")
            yield from _rule(rule, (*here, index), _containers(value))


def _containers(job: Fields) -> set[str]:
    pod = mapping(job, "template", "spec")
    return {text(each, "name") for name in ("containers", "initContainers") for _, each in mappings(pod, name)}


def _rule(rule: Fields, path: FieldPath, containers: set[str]) -> Iterator[Problem]:
    codes, conditions = rule.get("onExitCodes"), sequence(rule, "onPodConditions")
    if (codes is None) is not bool(conditions):
        yield wrong(path, "must have one of onExitCodes and onPodConditions")
    if len(conditions) > _MOST:
        yield wrong((*path, "onPodConditions"), f"must have {_MOST} conditions or fewer")
    for index, condition in mappings(rule, "onPodConditions"):
        kind = text(condition, "type")
        if fault := qualified_name_fault(kind):
            yield wrong((*path, "onPodConditions", index, "type"), f'is "{kind}", which {fault}')
    if isinstance(codes, dict):
        yield from _codes(codes, (*path, "onExitCodes"), containers)


def _codes(codes: Fields, path: FieldPath, containers: set[str]) -> Iterator[Problem]:
    container, here = codes.get("containerName"), (*path, "values")
    if isinstance(container, str) and container not in containers:
        yield wrong((*path, "containerName"), f'must be a container of the template, not "{container}"')
    values = [value for value in sequence(codes, "values") if integer({"value": value}, "value") is not None]
    if len(values) > _MOST_VALUES:
        yield wrong(here, f"must have {_MOST_VALUES} codes or fewer")
    if values != sorted(values):
        yield wrong(here, "must be in order, the smallest first")
    if len(set(values)) < len(values):
        yield wrong(here, "must not have a code twice")
    if 0 in values and codes.get("operator") == "In":
        yield wrong((*here, values.index(0)), "must not be 0 with the operator In: 0 means success")
