"""KP861: the changes that an admission policy makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_FIELDS = {"JSONPatch": "jsonPatch", "ApplyConfiguration": "applyConfiguration"}
_POLICY = """\
apiVersion: admissionregistration.k8s.io/v1beta1
kind: MutatingAdmissionPolicy
metadata:
  name: label
spec:
  reinvocationPolicy: Never
  matchConstraints:
    resourceRules:
      - operations: [CREATE]
        apiGroups: [""]
        apiVersions: [v1]
        resources: [pods]
  mutations:
    - patchType: {}
      jsonPatch:
        expression: '[JSONPatch{{op: "add", path: "/metadata/labels/a", value: "b"}}]'
"""


class PolicyMutation(TypeRule):
    """A change is a JSON patch or an applied configuration, and has the field that its `patchType` names, no other.

    Source: `validateMutation` in `pkg/apis/admissionregistration/validation/validation.go`.
    """

    code = "KP861"
    name = "policy-mutation"
    good: ClassVar = (_POLICY.format("JSONPatch"),)
    bad: ClassVar = (Bad(_POLICY.format("ApplyConfiguration")),)
    types: ClassVar = ("admissionregistration.Mutation",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each field that is missing or too much."""
        del subject
        patch = text(value, "patchType")
        if patch not in _FIELDS:
            return
        for word, name in _FIELDS.items():
            if word == patch and value.get(name) is None:
                yield problem((*path, name), f"is required when patchType is {patch}")
            elif word != patch and value.get(name) is not None:
                yield problem((*path, name), f"must not be there when patchType is {patch}")
