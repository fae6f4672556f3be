"""KP305: a number that is too small or too large for its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.rules.rule import Bad, Rule, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject

_SERVICE = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: {}\n"


class OutOfRange(Rule):
    """The number does not fit the field.

    Source: the format (`int32`, `int64`) of the field in the OpenAPI document.
    """

    code = "KP305"
    name = "out-of-range"
    in_fragments = True
    when = When.VIOLATED
    good: ClassVar = (_SERVICE.format("80"),)
    bad: ClassVar = (Bad(_SERVICE.format("80000000000")),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at each such number."""
        for violation in subject.violations:
            if violation.sort == "out of range":
                bound = "at most" if violation.value > violation.detail else "at least"
                yield Problem(violation.path, f'"{spell(violation.path)}" must be {bound} {violation.detail}')
