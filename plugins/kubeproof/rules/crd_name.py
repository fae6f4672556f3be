"""KP862: the name, the group and the scope of a custom resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, text
from kubeproof.manifest.names import dns_subdomain_fault
from kubeproof.rules.crd_examples import crd
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SCOPES = ("Cluster", "Namespaced")
_PROTECTED = ("k8s.io", "kubernetes.io")
_APPROVAL = "api-approved.kubernetes.io"


class CrdName(TypeRule):
    """A custom resource definition is named after its plural and its group: `backups.example.com`.

    The group is a domain with a dot, the scope is `Cluster` or `Namespaced`. A group of the Kubernetes project,
    `k8s.io` or `kubernetes.io`, needs the annotation `api-approved.kubernetes.io`: a URL, or a text that starts with
    `unapproved`.

    Source: `ValidateCustomResourceDefinition` and `validateAPIApproval` in apiextensions-apiserver.
    """

    code = "KP862"
    name = "crd-name"
    good: ClassVar = (crd(),)
    bad: ClassVar = (
        Bad(crd(name="backup.example.com")),
        Bad(crd().replace("scope: Namespaced", "scope: All")),
    )
    types: ClassVar = ("apiextensions.CustomResourceDefinition",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem each for the name, the scope, the group and the approval."""
        del subject
        group, metadata = text(child(value, "spec"), "group"), child(value, "metadata")
        wanted = f"{text(child(value, 'spec', 'names'), 'plural')}.{group}"
        name = metadata.get("name")
        if isinstance(name, str) and name != wanted:
            yield problem((*path, "metadata", "name"), f'must be "{wanted}", spec.names.plural and spec.group')
        if name is None and text(metadata, "generateName"):
            yield problem((*path, "metadata", "generateName"), f'must not be there: the name must be "{wanted}"')
        scope = text(child(value, "spec"), "scope")
        if scope and scope not in _SCOPES:
            yield problem((*path, "spec", "scope"), f'cannot be "{scope}"; write {" or ".join(_SCOPES)}')
        if group and (fault := _group_fault(group)):
            yield problem((*path, "spec", "group"), f'is "{group}", which {fault}')
        approval = text(child(metadata, "annotations"), _APPROVAL)
        approved = approval.startswith("unapproved") or "://" in approval
        if _is_protected(group) and not approved:
            place = (*path, "metadata", "annotations", _APPROVAL)
            yield problem(place, f'is required in the group "{group}": a URL, or "unapproved" and a reason')


def _is_protected(group: str) -> bool:
    return any(group == domain or group.endswith(f".{domain}") for domain in _PROTECTED)


def _group_fault(group: str) -> str | None:
    return dns_subdomain_fault(group) or (None if "." in group else "needs a dot, such as example.com")
