"""KP856: the conditions under which a webhook or a policy is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import maps, repeated, text
from kubeproof.manifest.names import qualified_name_fault
from kubeproof.manifest.path import spell
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.webhook_examples import policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_MOST = 64
_CONDITIONS = "validations:\n    - expression: 'true'\n  matchConditions:\n    - name: {}\n      expression: 'true'\n"


class MatchConditions(TypeRule):
    """Match conditions have names of their own, formed as the keys of labels are, and there are at most 64 of them.

    Source: `validateMatchConditions` in `pkg/apis/admissionregistration/validation/validation.go`.
    """

    code = "KP856"
    name = "match-conditions"
    good: ClassVar = (policy(_CONDITIONS.format("not-kube-system")),)
    bad: ClassVar = (Bad(policy(_CONDITIONS.format("not kube-system"))),)
    types: ClassVar = (
        "admissionregistration.ValidatingWebhook",
        "admissionregistration.MutatingWebhook",
        "admissionregistration.ValidatingAdmissionPolicySpec",
        "admissionregistration.MutatingAdmissionPolicySpec",
    )

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such name, one if there are too many."""
        del subject
        conditions = maps(value, "matchConditions")
        here = (*path, "matchConditions")
        if len(conditions) > _MOST:
            yield problem(here, f"must not have more than {_MOST} entries, and has {len(conditions)}")
        names = [((*here, index, "name"), text(condition, "name")) for index, condition in conditions]
        for place, name in names:
            if name and (fault := qualified_name_fault(name)):
                yield problem(place, f'is "{name}", which {fault}')
        for place, first, name in repeated(names):
            yield problem(place, f'is "{name}", as is {spell(first)}; each condition needs a name of its own')
