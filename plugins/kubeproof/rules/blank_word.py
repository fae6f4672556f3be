"""KP890: a word that is empty and would better be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule
from kubeproof.rules.webhook_examples import policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_POLICY = "validations:\n    - expression: 'true'\n  failurePolicy: {}\n"


class BlankWord(FieldRule):
    """A field that takes one of a few words is there and empty: the server has a default only for a missing one.

    Source: `Unsupported value: ""` in `pkg/apis/admissionregistration/validation/validation.go`.
    """

    code = "KP890"
    name = "blank-word"
    good: ClassVar = (policy(_POLICY.format("Fail")), policy(_POLICY.format("null")))
    bad: ClassVar = (Bad(policy(_POLICY.format('""'))),)
    fields: ClassVar = {
        "admissionregistration.MatchResources": ("matchPolicy",),
        "admissionregistration.MutatingAdmissionPolicySpec": ("failurePolicy",),
        "admissionregistration.MutatingWebhook": ("failurePolicy", "matchPolicy", "reinvocationPolicy"),
        "admissionregistration.NamedRuleWithOperations": ("scope",),
        "admissionregistration.RuleWithOperations": ("scope",),
        "admissionregistration.ValidatingAdmissionPolicySpec": ("failurePolicy",),
        "admissionregistration.ValidatingWebhook": ("failurePolicy", "matchPolicy"),
    }

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for an empty text."""
        del subject
        if value == "":
            yield problem(path, "must not be empty; leave it out, or write one of its words")
