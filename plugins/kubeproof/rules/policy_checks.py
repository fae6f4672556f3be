"""KP859: the validations, audit annotations and variables of an admission policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, maps, repeated, text
from kubeproof.manifest.names import identifier_fault, qualified_name_fault
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

_REASONS = ("Forbidden", "Invalid", "RequestEntityTooLarge")
_RESERVED = frozenset(
    [
        "true",
        "false",
        "null",
        "in",
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
        "import",
        "let",
        "loop",
        "package",
        "namespace",
        "return",
        "var",
        "void",
        "while",
    ]
)
_MOST_ANNOTATIONS = 20
_LONGEST_EXPRESSION = 5 * 1024
_VALIDATION = "validations:\n    - expression: 'true'\n      {}\n"
_VARIABLE = "validations:\n    - expression: 'true'\n  variables:\n    - name: {}\n      expression: '1'\n"


class PolicyChecks(TypeRule):
    """What a policy says and remembers: messages on one line, known reasons, names that its expressions can use.

    Source: `validateValidation`, `validateAuditAnnotation` and `validateVariable` in
    `pkg/apis/admissionregistration/validation/validation.go`.
    """

    code = "KP859"
    name = "policy-checks"
    good: ClassVar = (policy(_VALIDATION.format("reason: Forbidden")), policy(_VARIABLE.format("replicas")))
    bad: ClassVar = (
        Bad(policy(_VALIDATION.format("reason: NotAllowed"))),
        Bad(policy(_VALIDATION.format('message: "Too many\\nreplicas"'))),
        Bad(policy(_VARIABLE.format("max-replicas"))),
    )
    types: ClassVar = (
        "admissionregistration.Validation",
        "admissionregistration.Variable",
        "admissionregistration.ValidatingAdmissionPolicySpec",
    )

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong field."""
        if subject.visiting == "admissionregistration.Validation":
            yield from _validation_problems(value, path)
        elif subject.visiting == "admissionregistration.Variable":
            name = text(value, "name")
            if name and (identifier_fault(name) or name in _RESERVED):
                yield problem((*path, "name"), f'is "{name}", which expressions cannot use: write letters, digits, "_"')
        else:
            owner = text(child(subject.value, "metadata"), "name")
            yield from _annotation_problems(maps(value, "auditAnnotations"), (*path, "auditAnnotations"), owner)


def _validation_problems(value: Fields, path: FieldPath) -> Iterator[Problem]:
    for name in ("message", "messageExpression"):
        if (found := text(value, name)) and not found.strip():
            yield problem((*path, name), "must not be blank; leave it out")
    message = text(value, "message").strip()
    if "\n" in message or "\r" in message:
        yield problem((*path, "message"), "must be a single line")
    reason = value.get("reason")
    if isinstance(reason, str) and reason not in _REASONS:
        yield problem((*path, "reason"), f'cannot be "{reason}"; write one of {", ".join(_REASONS)}')


def _annotation_problems(found: list[tuple[int, Fields]], path: FieldPath, owner: str) -> Iterator[Problem]:
    if len(found) > _MOST_ANNOTATIONS:
        yield problem(path, f"must not have more than {_MOST_ANNOTATIONS} entries, and has {len(found)}")
    keys = [((*path, index, "key"), text(annotation, "key")) for index, annotation in found]
    for here, key in keys:
        if key and owner and (fault := qualified_name_fault(f"{owner}/{key}")):
            yield problem(here, f'makes the annotation "{owner}/{key}", which {fault}')
    for here, first, key in repeated(keys):
        yield problem(here, f'is "{key}", as is {spell(first)}; each annotation needs a key of its own')
    for index, annotation in found:
        if len(text(annotation, "valueExpression").strip().encode()) > _LONGEST_EXPRESSION:
            yield problem((*path, index, "valueExpression"), f"must not be longer than {_LONGEST_EXPRESSION} bytes")
