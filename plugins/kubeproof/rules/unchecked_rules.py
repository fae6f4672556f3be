"""KP895: rules of a definition that were not looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem, Severity
from kubeproof.rules.custom_examples import shop
from kubeproof.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.rule import Bad
    from kubeproof.rules.subject import Subject


class UncheckedRules(Rule):
    """The definition of the custom resource has rules in CEL, and what evaluates them is not installed.

    The rest of the object was checked. `pip install "kubeproof[cel]"` installs what is missing.

    Source: `x-kubernetes-validations` of the definition.
    """

    code = "KP895"
    name = "unchecked-rules"
    severity = Severity.INFO
    good: ClassVar = (shop("open: 8"),)
    bad: ClassVar[tuple[Bad, ...]] = ()

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One remark at the kind."""
        for violation in subject.violations:
            if violation.sort == "unchecked rules":
                advice = 'install "kubeproof[cel]" to check them'
                yield Problem(violation.path, f"the rules of {subject.kind} in CEL were not checked: {advice}")
