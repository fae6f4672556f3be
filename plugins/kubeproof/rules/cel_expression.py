"""KP894: an expression in CEL that the API server cannot compile."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.cel import cel_fault
from kubeproof.manifest.fields import maps, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.webhook_examples import policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_GROUP = "admissionregistration."
_POLICIES = (_GROUP + "ValidatingAdmissionPolicySpec", _GROUP + "MutatingAdmissionPolicySpec")
_REQUEST = frozenset({"object", "oldObject", "request", "authorizer"})
_BOOL, _TEXT = ("bool",), ("text",)
_FIELDS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {  # of a policy: the list, the field, what it comes to
    "matchConditions": (("expression", _BOOL),),
    "variables": (("expression", ()),),
    "validations": (("expression", _BOOL), ("messageExpression", _TEXT)),
    "auditAnnotations": (("valueExpression", (*_TEXT, "null")),),
}
_ALONE = {
    "apiextensions.ValidationRule": ((("rule", _BOOL), ("messageExpression", _TEXT)), frozenset({"self", "oldSelf"})),
    "resource.CELDeviceSelector": ((("expression", _BOOL),), frozenset({"device"})),
}


class CelExpression(TypeRule):
    """An expression does not follow the grammar of CEL, or refers to a name or calls a function that is not there.

    Types are not looked at, but for a result that is plain to see.

    Source: https://kubernetes.io/docs/reference/using-api/cel/
    """

    code = "KP894"
    name = "cel-expression"
    good: ClassVar = (policy("validations:\n    - expression: object.spec.replicas <= 5\n"),)
    bad: ClassVar = (
        Bad(policy("validations:\n    - expression: object.spec.replicas =< 5\n")),
        Bad(policy("validations:\n    - expression: objekt.spec.replicas <= 5\n")),
    )
    types: ClassVar = (*_POLICIES, *_ALONE, _GROUP + "ValidatingWebhook", _GROUP + "MutatingWebhook")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such expression."""
        if subject.visiting in _POLICIES:
            yield from _policy(value, path)
        elif subject.visiting in _ALONE:
            fields, names = _ALONE[subject.visiting]
            for field, wanted in fields:
                yield from _look(value, (*path, field), names, (), wanted)
        else:
            for index, condition in maps(value, "matchConditions"):
                yield from _look(condition, (*path, "matchConditions", index, "expression"), _REQUEST, (), _BOOL)


def _policy(value: Fields, path: FieldPath) -> Iterator[Problem]:
    params = frozenset({"params"}) if value.get("paramKind") else frozenset()
    variables = {text(variable, "name") for _, variable in maps(value, "variables")}
    everything = _REQUEST | params | {"namespaceObject"} | ({"variables"} if variables else frozenset())
    for name, fields in _FIELDS.items():
        names = _REQUEST | params | {"namespaceObject"} if name == "matchConditions" else everything
        for index, item in maps(value, name):
            for field, wanted in fields:
                yield from _look(item, (*path, name, index, field), names, variables, wanted)
    for index, mutation in maps(value, "mutations"):
        for name in ("applyConfiguration", "jsonPatch"):
            if isinstance(patch := mutation.get(name), dict):
                here = (*path, "mutations", index, name, "expression")
                yield from _look(patch, here, everything, variables, ())


def _look(
    value: Fields, path: FieldPath, names: frozenset[str], variables: set[str] | tuple[()], wanted: tuple[str, ...]
) -> Iterator[Problem]:
    expression = text(value, str(path[-1]))
    if expression.strip() and (fault := cel_fault(expression, names, variables, wanted)):
        yield problem(path, fault)
