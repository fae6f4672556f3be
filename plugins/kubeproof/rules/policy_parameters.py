"""KP858: the parameters of an admission policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import text
from kubeproof.manifest.names import dns_1035_fault, dns_subdomain_fault, path_segment_fault
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.webhook_examples import policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_KIND = "admissionregistration.ParamKind"
_KIND_OF = "validations:\n    - expression: 'true'\n  paramKind:\n    apiVersion: {}\n    kind: {}\n"
_BINDING = (
    "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata:\n  name: few\n"
    "spec:\n  policyName: few\n  validationActions: [Deny]\n"
    "  paramRef:\n    parameterNotFoundAction: Deny\n    name: limits\n{}"
)


class PolicyParameters(TypeRule):
    """The parameters of a policy are objects of one kind; a binding picks them by name or by selector, not by both.

    Source: `validateParamKind` and `validateParamRef` in `pkg/apis/admissionregistration/validation/validation.go`.
    """

    code = "KP858"
    name = "policy-parameters"
    good: ClassVar = (policy(_KIND_OF.format("rules.example.com/v1", "ReplicaLimit")), _BINDING.format(""))
    bad: ClassVar = (
        Bad(policy(_KIND_OF.format("rules.example.com/v1", "replica limit"))),
        Bad(_BINDING.format("    selector: {}\n")),
    )
    types: ClassVar = (_KIND, "admissionregistration.ParamRef")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong field."""
        if subject.visiting != _KIND:
            yield from _reference_problems(value, path)
            return
        kind, version = text(value, "kind"), text(value, "apiVersion")
        if kind and (fault := dns_1035_fault(kind.lower())):
            yield problem((*path, "kind"), f'is "{kind}", which {fault}, in upper or lower case')
        if version and (fault := _version_fault(version)):
            yield problem((*path, "apiVersion"), f'is "{version}", which {fault}')


def _reference_problems(value: Fields, path: FieldPath) -> Iterator[Problem]:
    name, selects = text(value, "name"), value.get("selector") is not None
    if name and (fault := path_segment_fault(name)):
        yield problem((*path, "name"), fault)
    if name and selects:
        yield problem((*path, "selector"), "must not stand beside name; keep one of them")
    elif not selects and value.get("name") in (None, ""):
        yield problem(path, "needs name or selector")
    action = text(value, "parameterNotFoundAction")
    if action and action not in {"Allow", "Deny"}:
        yield problem((*path, "parameterNotFoundAction"), f'cannot be "{action}"; write Allow or Deny')


def _version_fault(api_version: str) -> str | None:
    group, slash, version = api_version.partition("/")
    if not slash:
        group, version = "", api_version
    if not version or "/" in version:
        return "must be version or group/version, such as example.com/v1"
    return (dns_subdomain_fault(group) if group else None) or dns_1035_fault(version)
