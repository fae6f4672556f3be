"""KP879: a Lease, and who would take it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import number, text
from kubeproof.manifest.names import qualified_name_fault
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_OLDEST = "OldestEmulationVersion"
_NUMBER = r"(?:0|[1-9]\d*)"
_SEMANTIC_VERSION = re.compile(
    rf"(?P<core>{_NUMBER}\.{_NUMBER}\.{_NUMBER})(?:-(?:{_NUMBER}|[\w-]+)(?:\.[\w-]+)*)?(?:\+[\w-]+(?:\.[\w-]+)*)?",
    re.ASCII,
)
_LEASE = (
    "apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata:\n  name: leader\nspec:\n  leaseDurationSeconds: {}\n"
)


class LeaseFields(TypeRule):
    """A Lease lasts a second or more, and has not changed hands less than never.

    A candidate for a Lease knows its strategy and says its versions as semantic versions, such as `1.36.0`: the binary
    is not older than the version that it emulates. The strategy and the preferred holder of a Lease itself are not
    looked at: unless `CoordinatedLeaderElection` is on, which it is not by default, the server drops them.

    Source: `ValidateLeaseSpec` and `ValidateLeaseCandidateSpec` in `pkg/apis/coordination/validation/validation.go`.
    """

    code = "KP879"
    name = "lease-fields"
    good: ClassVar = (_LEASE.format(15),)
    bad: ClassVar = (Bad(_LEASE.format(0)), Bad(_LEASE.format(15) + "  leaseTransitions: -1\n"))
    types: ClassVar = ("coordination.LeaseSpec", "coordination.LeaseCandidateSpec")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong field."""
        for name, least in (("leaseDurationSeconds", 1), ("leaseTransitions", 0)):
            found = number(value, name)
            if found is not None and found < least:
                yield problem((*path, name), f"must be {least} or more, not {found}")
        if subject.visiting == "coordination.LeaseCandidateSpec":
            yield from _candidate_problems(value, path)


def _strategy_fault(strategy: str) -> str | None:
    if "/" in strategy:
        return qualified_name_fault(strategy)
    return None if strategy == _OLDEST else f"is unknown; write {_OLDEST}, or a name such as example.com/strategy"


def _candidate_problems(value: Fields, path: FieldPath) -> Iterator[Problem]:
    strategy = text(value, "strategy")
    if strategy and (fault := _strategy_fault(strategy)):
        yield problem((*path, "strategy"), f'is "{strategy}", which {fault}')
    versions: list[tuple[int, ...]] = []
    for name in ("emulationVersion", "binaryVersion"):
        found = text(value, name)
        parsed = _SEMANTIC_VERSION.fullmatch(found)
        if parsed:
            versions.append(tuple(map(int, parsed["core"].split("."))))
        elif found:
            yield problem((*path, name), f'is "{found}", which is no semantic version such as 1.36.0')
    if len(versions) > 1 and versions[0] > versions[1]:
        yield problem((*path, "binaryVersion"), "must not be less than emulationVersion")
    if value.get("strategy") == _OLDEST and value.get("emulationVersion") in (None, "", "0.0.0"):
        yield problem((*path, "emulationVersion"), f"is required with the strategy {_OLDEST}")
