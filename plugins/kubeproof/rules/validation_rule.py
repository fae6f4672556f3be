"""KP312: an object that breaks a rule of its definition."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.rules.custom_examples import shop
from kubeproof.rules.rule import Bad, Rule, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject


class ValidationRule(Rule):
    """The definition of the custom resource has rules of its own, written in CEL, and the object breaks one.

    The message is the one of the rule. Rules are looked at when the object fits the schema otherwise. A rule that
    compares with what was there before (`oldSelf`) is about updates and not checked; neither is one that uses a time,
    a duration, or a function that is not known here.

    Source: `x-kubernetes-validations`,
    https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
    """

    code = "KP312"
    name = "validation-rule"
    when = When.VIOLATED
    good: ClassVar = (shop("open: 8"),)
    bad: ClassVar = (Bad(shop("open: 22")),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem for each rule that is broken."""
        for violation in subject.violations:
            if violation.sort == "rule":
                what = f'"{spell(violation.path)}"' if violation.path else "the object"
                yield Problem(violation.path, f"{what} breaks a rule of its definition: {violation.message}")
