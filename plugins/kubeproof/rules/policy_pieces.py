"""KP857: what an admission policy must have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, is_empty
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.webhook_examples import POLICY, policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_VALIDATING = "admissionregistration.ValidatingAdmissionPolicySpec"


class PolicyPieces(TypeRule):
    """A policy says which resources it is about, and a validating one has validations or audit annotations.

    Source: `validateValidatingAdmissionPolicySpec` and `validateMutatingAdmissionPolicySpec` in
    `pkg/apis/admissionregistration/validation/validation.go`.
    """

    code = "KP857"
    name = "policy-pieces"
    good: ClassVar = (policy("validations:\n    - expression: 'true'\n"),)
    bad: ClassVar = (
        Bad(policy("validations: []\n")),
        Bad(POLICY.format(spec="matchConstraints:\n    resourceRules: []\n  validations:\n    - expression: 'true'\n")),
    )
    types: ClassVar = (_VALIDATING, "admissionregistration.MutatingAdmissionPolicySpec")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each piece that is missing."""
        constraints = child(value, "matchConstraints")
        if constraints and is_empty(constraints, "resourceRules"):
            yield problem((*path, "matchConstraints", "resourceRules"), "is required: name the resources to look at")
        if subject.visiting == _VALIDATING and is_empty(value, "validations") and is_empty(value, "auditAnnotations"):
            yield problem((*path, "validations"), "or auditAnnotations must have at least one entry")
