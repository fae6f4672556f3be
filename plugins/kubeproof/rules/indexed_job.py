"""KP608: settings that only an indexed Job may have, and those that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import required, wrong
from kubeproof.manifest.values import integer, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.workload_examples import job
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_INDEXED = "Indexed"
_SINCE = {"backoffLimitPerIndex": "1.29", "maxFailedIndexes": "1.29", "successPolicy": "1.31"}
_MOST = 100_000
_MOST_OF_MANY = 10_000  # where there are more completions than that and every index has its own limit


class IndexedJob(TypeRule):
    """A Job with `completionMode: Indexed` says how many `completions` it has; limits per index need that mode.

    `maxFailedIndexes` needs `backoffLimitPerIndex`, and is at most `completions`. An indexed Job has at most 100000
    Pods at once; above 100000 completions with limits per index, at most 10000. Limits per index are checked since
    1.29, success policies since 1.31.

    Source: `validateJobSpec`; see https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode.
    """

    code = "KP608"
    name = "indexed-job"
    good: ClassVar = (job("completionMode: Indexed\ncompletions: 5\nbackoffLimitPerIndex: 1\nmaxFailedIndexes: 3"),)
    bad: ClassVar = (
        Bad(job("completionMode: Indexed\nparallelism: 3")),
        Bad(job("completions: 5\nbackoffLimitPerIndex: 1")),
        Bad(job("completionMode: Indexed\ncompletions: 5\nmaxFailedIndexes: 3")),
        Bad(job("completionMode: Indexed\ncompletions: 2\nbackoffLimitPerIndex: 1\nmaxFailedIndexes: 3")),
    )
    types: ClassVar = ("batch.JobSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of a Job's mode and of what depends on it."""
        version = version_key(subject.catalog.version)
        known = {name for name, since in _SINCE.items() if version >= version_key(since)}
        given = {name for name in known if value.get(name) is not None}
        if text(value, "completionMode") == _INDEXED:
            yield from _indexed(value, path)
        elif (text(value, "completionMode") or "NonIndexed") == "NonIndexed":
            for name in sorted(given):
                yield wrong((*path, name), "needs completionMode: Indexed")
        if "maxFailedIndexes" in given and "backoffLimitPerIndex" not in given:
            yield required((*path, "backoffLimitPerIndex"), "maxFailedIndexes needs it")


def _indexed(value: Fields, path: FieldPath) -> Iterator[Problem]:
    names = ("completions", "parallelism", "maxFailedIndexes")
    completions, parallelism, failed = (integer(value, name) for name in names)
    if value.get("completions") is None:
        if value.get("parallelism") is not None:
            yield required((*path, "completions"), "an indexed Job needs it")
        else:
            completions = 1  # as the server writes where both are missing
    many = completions is not None and completions > _MOST and value.get("backoffLimitPerIndex") is not None
    most = _MOST_OF_MANY if many else _MOST
    if parallelism is not None and parallelism > most:
        yield wrong((*path, "parallelism"), f"must be {most} or less in this indexed Job, not {parallelism}")
    if many and failed is None:
        yield required((*path, "maxFailedIndexes"), f"there are more than {_MOST} completions")
    if failed is not None and failed > min(most, most if completions is None else completions):
        yield wrong((*path, "maxFailedIndexes"), f"must be at most completions and {most}, not {failed}")
