"""KP610: when an indexed Job has succeeded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import required, wrong
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

_SINCE = "1.31"
_MOST = 20
_SPAN = re.compile(r"(\+?[0-9]{1,10})(?:-(\+?[0-9]{1,10}))?")
_INDEXED = "completionMode: Indexed\ncompletions: 5\nsuccessPolicy:\n  rules:\n    - "


class SuccessPolicy(TypeRule):
    """Each rule of a success policy names indexes, such as `0,2-4`, or how many of them have to succeed, or both.

    The indexes are in order, not repeated and below `completions`; the count is not larger than their number, nor than
    `completions`. There are at most 20 rules. Since 1.31.

    Source: `validateSuccessPolicy`; see https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy.
    """

    code = "KP610"
    name = "success-policy"
    good: ClassVar = (job(_INDEXED + "succeededIndexes: 0,2-4\n      succeededCount: 2"),)
    bad: ClassVar = (
        Bad(job(_INDEXED + "succeededIndexes: 0,5")),
        Bad(job(_INDEXED + "succeededCount: 6")),
        Bad(job(_INDEXED + "{}")),
    )
    types: ClassVar = ("batch.JobSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of an indexed Job's policy."""
        known = version_key(subject.catalog.version) >= version_key(_SINCE)
        if not known or text(value, "completionMode") != "Indexed":
            return
        policy, here = mapping(value, "successPolicy"), (*path, "successPolicy", "rules")
        if len(sequence(policy, "rules")) > _MOST:
            yield wrong(here, f"must have {_MOST} rules or fewer")
        completions = integer(value, "completions")
        for index, rule in mappings(policy, "rules"):
            yield from _rule(rule, (*here, index), 1 if completions is None else completions)


def _rule(rule: Fields, path: FieldPath, completions: int) -> Iterator[Problem]:
    indexes, count = rule.get("succeededIndexes"), integer(rule, "succeededCount")
    if indexes is None and rule.get("succeededCount") is None:
        yield required(path, "write succeededIndexes, succeededCount or both")
    total = _count(indexes, completions) if isinstance(indexes, str) else completions
    if total is None:
        here = (*path, "succeededIndexes")
        yield wrong(here, f'must be indexes below {completions} in order, such as 0,2-4, not "{indexes}"')
    elif count is not None and count > total:
        yield wrong((*path, "succeededCount"), f"must be {total} or less, as there are no more indexes")


def _count(text_of_indexes: str, completions: int) -> int | None:
    """How many indexes a text names; None if it is malformed."""
    if not text_of_indexes:
        return 0
    total, last = 0, -1
    for part in text_of_indexes.split(","):
        span = _SPAN.fullmatch(part)
        first, end = (int(span[1]), int(span[2] or span[1])) if span else (0, -1)
        if not span or first <= last or end >= completions or (span[2] and end <= first):
            return None
        total, last = total + end - first + 1, end
    return total
