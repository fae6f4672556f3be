"""KP313: rules of a definition that were not looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem, Severity
from kubeproof.rules.custom_examples import shop
from kubeproof.rules.rule import Bad, Rule, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject


class UncheckedRules(Rule):
    """The definition of the custom resource has rules in CEL that were not evaluated. All else was checked.

    Either what evaluates them is not installed, and `pip install "kubeproof[cel]"` installs it, or a rule uses a
    function that is not known here.

    Source: `x-kubernetes-validations` of the definition.
    """

    code = "KP313"
    name = "unchecked-rules"
    severity = Severity.INFO
    when = When.VIOLATED
    good: ClassVar = (shop("open: 8"),)
    bad: ClassVar = (Bad(shop("open: 8").replace("self.open <", "self.days.all(i, day, i < 7) && self.open <")),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One remark at the kind, or one for each such rule."""
        for violation in subject.violations:
            if violation.sort == "unchecked rules" and violation.detail:
                rule = " ".join(violation.detail.split())
                yield Problem(violation.path, f"a rule of {subject.kind} was not checked, it is not understood: {rule}")
            elif violation.sort == "unchecked rules":
                advice = 'install "kubeproof[cel]" to check them'
                yield Problem(violation.path, f"the rules of {subject.kind} in CEL were not checked: {advice}")
