"""KP554: a topology spread constraint that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import entries, number, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LIST = "topologySpreadConstraints"
_HARD = "DoNotSchedule"
_ENTRY = "- maxSkew: {}\n  topologyKey: kubernetes.io/hostname\n  whenUnsatisfiable: {}\n"


class TopologySpread(TypeRule):
    """A constraint allows no skew at all, repeats another one, or has `minDomains` where it means nothing.

    One pair of `topologyKey` and `whenUnsatisfiable` is one constraint. `minDomains` goes with `DoNotSchedule`.

    Source: `validateTopologySpreadConstraints` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP554"
    name = "topology-spread"
    lists_words = True
    about: ClassVar = ("topologySpreadConstraints",)
    good: ClassVar = (pod(spec=f"{_LIST}:\n" + _ENTRY.format(1, _HARD) + "  labelSelector: {}"),)
    bad: ClassVar = (
        Bad(pod(spec=f"{_LIST}:\n" + _ENTRY.format(0, _HARD))),
        Bad(pod(spec=f"{_LIST}:\n" + _ENTRY.format(1, _HARD) + _ENTRY.format(2, _HARD))),
        Bad(pod(spec=f"{_LIST}:\n" + _ENTRY.format(1, "ScheduleAnyway") + "  minDomains: 2")),
    )
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each number out of range and each repetition."""
        del subject
        first: dict[tuple[str, str], FieldPath] = {}
        for index, constraint in entries(value, _LIST):
            here = (*path, _LIST, index)
            pair = text(constraint, "topologyKey"), text(constraint, "whenUnsatisfiable")
            if "maxSkew" in constraint and (number(constraint, "maxSkew") or 0) < 1:
                yield problem((*here, "maxSkew"), f"must be at least 1, not {constraint['maxSkew']}")
            if fault := _domains_fault(number(constraint, "minDomains"), pair[1]):
                yield problem((*here, "minDomains"), fault)
            if pair in first:
                yield problem(
                    here, f"has the topologyKey and whenUnsatisfiable of {spell(first[pair])}; keep one of them"
                )
            first.setdefault(pair, here)


def _domains_fault(least: int | None, action: str) -> str | None:
    if least is None:
        return None
    if least < 1:
        return f"must be at least 1, not {least}"
    return None if action == _HARD else f"goes with whenUnsatisfiable: {_HARD} only"
