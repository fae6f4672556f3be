"""KP860: the binding of an admission policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import repeated, text, texts
from kubeproof.manifest.names import dns_subdomain_fault
from kubeproof.manifest.path import spell
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_ACTIONS = ("Audit", "Deny", "Warn")
_BINDING = (
    "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\n"
    "metadata:\n  name: few-replicas\nspec:\n  policyName: {}\n  validationActions: {}\n"
)


class PolicyBinding(TypeRule):
    """A binding names a policy and what happens to a request that fails it: `Deny`, `Warn`, `Audit`, each once.

    `Deny` and `Warn` would say the same thing twice, and are refused together.

    Source: `validateValidationActions` in `pkg/apis/admissionregistration/validation/validation.go`.
    """

    code = "KP860"
    name = "policy-binding"
    good: ClassVar = (_BINDING.format("few-replicas", "[Deny, Audit]"),)
    bad: ClassVar = (
        Bad(_BINDING.format("few-replicas", "[Deny, Warn]")),
        Bad(_BINDING.format("few-replicas", "[Enforce]")),
        Bad(_BINDING.format("few_replicas", "[Deny]")),
    )
    types: ClassVar = (
        "admissionregistration.ValidatingAdmissionPolicyBindingSpec",
        "admissionregistration.MutatingAdmissionPolicyBindingSpec",
    )

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for the policy's name, and one for each wrong action."""
        del subject
        name = text(value, "policyName")
        if name and (fault := dns_subdomain_fault(name)):
            yield problem((*path, "policyName"), f'is "{name}", which {fault}')
        actions = [((*path, "validationActions", index), word) for index, word in texts(value, "validationActions")]
        for here, word in actions:
            if word not in _ACTIONS:
                yield problem(here, f'cannot be "{word}"; write one of {", ".join(_ACTIONS)}')
        for here, first, word in repeated(actions):
            yield problem(here, f'is "{word}", as is {spell(first)}; name each action once')
        if {"Deny", "Warn"} <= {word for _, word in actions}:
            yield problem((*path, "validationActions"), "must not have both Deny and Warn; keep one of them")
