"""KP883: a FlowSchema."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, is_empty, number, text
from kubeproof.manifest.names import dns_label_fault, dns_subdomain_fault
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LAST = 10000
_SUBJECTS = {"ServiceAccount": "serviceAccount", "User": "user", "Group": "group"}
_METHODS = ("ByNamespace", "ByUser")
_FLOW = """\
apiVersion: flowcontrol.apiserver.k8s.io/v1
kind: FlowSchema
metadata:
  name: batch
spec:
  matchingPrecedence: {}
  priorityLevelConfiguration:
    name: workload-low
  rules:
    - subjects:
        - kind: {}
          group:
            name: batch
      nonResourceRules:
        - verbs: ["*"]
          nonResourceURLs: ["*"]
"""


class FlowSchemaFields(TypeRule):
    """A FlowSchema has a precedence from 1 to 10000, a priority level, and rules with subjects and what they ask for.

    A subject has the field that its kind names, and no other. Precedence 1 belongs to the schema named `exempt`.

    Source: `ValidateFlowSchemaSpec` in `pkg/apis/flowcontrol/validation/validation.go`.
    """

    code = "KP883"
    name = "flow-schema"
    good: ClassVar = (_FLOW.format(1000, "Group"),)
    bad: ClassVar = (Bad(_FLOW.format(20000, "Group")), Bad(_FLOW.format(1000, "User")), Bad(_FLOW.format(1, "Group")))
    types: ClassVar = (
        "flowcontrol.FlowSchemaSpec",
        "flowcontrol.PolicyRulesWithSubjects",
        "flowcontrol.Subject",
    )

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong field."""
        if subject.visiting == "flowcontrol.Subject":
            yield from _subject_problems(value, path)
        elif subject.visiting == "flowcontrol.PolicyRulesWithSubjects":
            if is_empty(value, "resourceRules") and is_empty(value, "nonResourceRules"):
                yield problem(path, "needs resourceRules or nonResourceRules")
        else:
            yield from _spec_problems(value, path, text(child(subject.value, "metadata"), "name"))


def _spec_problems(spec: Fields, path: FieldPath, owner: str) -> Iterator[Problem]:
    precedence = number(spec, "matchingPrecedence") or 1000
    if not 1 <= precedence <= _LAST:
        yield problem((*path, "matchingPrecedence"), f"must be between 1 and {_LAST}, not {precedence}")
    if precedence == 1 and owner != "exempt":
        yield problem((*path, "matchingPrecedence"), 'can be 1 only in the schema named "exempt"')
    method = text(child(spec, "distinguisherMethod"), "type")
    if method and method not in _METHODS:
        place = (*path, "distinguisherMethod", "type")
        yield problem(place, f'cannot be "{method}"; write {" or ".join(_METHODS)}')
    level = text(child(spec, "priorityLevelConfiguration"), "name")
    if level and (fault := dns_subdomain_fault(level)):
        yield problem((*path, "priorityLevelConfiguration", "name"), f'is "{level}", which {fault}')


def _subject_problems(value: Fields, path: FieldPath) -> Iterator[Problem]:
    kind = text(value, "kind")
    if kind not in _SUBJECTS:
        if isinstance(value.get("kind"), str):
            yield problem((*path, "kind"), f'cannot be "{kind}"; write one of {", ".join(_SUBJECTS)}')
        return
    for word, name in _SUBJECTS.items():
        if word == kind and value.get(name) is None:
            yield problem((*path, name), f"is required when kind is {kind}")
        elif word != kind and value.get(name) is not None:
            yield problem((*path, name), f"must not be there when kind is {kind}")
    account = child(value, "serviceAccount")
    for name, check in (("name", dns_subdomain_fault), ("namespace", dns_label_fault)):
        found = text(account, name)
        if found and not (name == "name" and found == "*") and (fault := check(found)):
            yield problem((*path, "serviceAccount", name), f'is "{found}", which {fault}')
