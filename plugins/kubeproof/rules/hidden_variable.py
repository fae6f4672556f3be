"""KP966: an environment variable that is set twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.pods import entries, has, text
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_ENV = "env:\n  - name: LEVEL\n    value: {}\n  - name: LEVEL\n    value: {}"


class HiddenVariable(TypeRule):
    """An environment variable is set twice: the last one counts, and `kubectl apply` may drop one of them.

    A second one that builds on the first, as in `$(LEVEL),debug`, is fine.

    Source: `hides previous definition of` in `pkg/api/pod/warnings.go`.
    """

    code = "KP966"
    name = "hidden-variable"
    severity = Severity.WARNING
    about: ClassVar = ("env",)
    good: ClassVar = (pod(_ENV.format("info", "$(LEVEL),debug")),)
    bad: ClassVar = (Bad(pod(_ENV.format("info", "debug"))),)
    types: ClassVar = ("core.Container", "core.EphemeralContainer")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each variable that hides an earlier one."""
        del subject
        first: dict[str, int] = {}
        for index, variable in entries(value, "env"):
            name = text(variable, "name")
            if first.setdefault(name, index) != index and not _builds_on(variable, f"$({name})"):
                yield wrong((*path, "env", index), f'sets "{name}" again, which env[{first[name]}] sets; keep one')


def _builds_on(variable: Fields, reference: str) -> bool:
    value = text(variable, "value")
    return not has(variable, "valueFrom") and reference in value and value != reference
