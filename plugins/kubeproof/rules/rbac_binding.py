"""KP810: a binding to a role that cannot be bound, or of somebody who cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.names import dns_subdomain_fault, path_segment_fault
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import entries, part, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_GROUP = "rbac.authorization.k8s.io"
_ACCOUNT = "ServiceAccount"
_SUBJECTS = (_ACCOUNT, "User", "Group")
_ROLES = {"rbac.RoleBinding": ("Role", "ClusterRole"), "rbac.ClusterRoleBinding": ("ClusterRole",)}
_BINDING = (
    f"apiVersion: {_GROUP}/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: readers\nroleRef:\n  apiGroup: {_GROUP}\n"
    "  kind: {}\n  name: reader\nsubjects:\n  - kind: {}\n    name: robot\n"
)


class RbacBinding(TypeRule):
    """A binding names a role by kind and name, and its subjects are service accounts, users and groups.

    A ClusterRoleBinding binds ClusterRoles only, and there a service account needs its namespace. The apiGroup of a
    role, a user and a group is `rbac.authorization.k8s.io`, without a version; a service account has none.

    Source: `ValidateRoleBinding`, https://kubernetes.io/docs/reference/access-authn-authz/rbac/.
    """

    code = "KP810"
    name = "rbac-binding"
    good: ClassVar = (_BINDING.format("ClusterRole", "User"),)
    bad: ClassVar = (
        Bad(_BINDING.format("Role", "User")),
        Bad(_BINDING.format("ClusterRole", "serviceaccount")),
        Bad(_BINDING.format("ClusterRole", _ACCOUNT)),
        Bad(
            _BINDING.format("ClusterRole", f"{_ACCOUNT}\n    namespace: shop\n    apiGroup: {_GROUP}"),
            _BINDING.format("ClusterRole", f"{_ACCOUNT}\n    namespace: shop"),
        ),
    )
    types: ClassVar = tuple(_ROLES)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each part of the role and of each subject."""
        yield from _role_problems(part(value, "roleRef"), (*path, "roleRef"), _ROLES[subject.visiting])
        for index, each in entries(value, "subjects"):
            here = (*path, "subjects", index)
            yield from _subject_problems(each, here)
            homeless = text(each, "kind") == _ACCOUNT and not text(each, "namespace")
            if homeless and subject.visiting == "rbac.ClusterRoleBinding":
                message = f'"{spell((*here, "namespace"))}" is required: a service account is of a namespace'
                yield Problem((*here, "namespace"), message)


def _role_problems(role: Fields, path: FieldPath, kinds: tuple[str, ...]) -> Iterator[Problem]:
    group, kind, name = text(role, "apiGroup"), text(role, "kind"), text(role, "name")
    if group not in ("", _GROUP):
        yield _not_allowed((*path, "apiGroup"), group, _GROUP)
    if kind not in kinds:
        yield _not_allowed((*path, "kind"), kind, " or ".join(kinds))
    if fault := path_segment_fault(name) if name else "is required":
        yield Problem((*path, "name"), f'"{spell((*path, "name"))}" {fault}')


def _subject_problems(subject: Fields, path: FieldPath) -> Iterator[Problem]:
    kind, name, group = text(subject, "kind"), text(subject, "name"), text(subject, "apiGroup")
    if not name:
        yield Problem((*path, "name"), f'"{spell((*path, "name"))}" is required')
    if kind not in _SUBJECTS:
        yield _not_allowed((*path, "kind"), kind, " or ".join(_SUBJECTS))
    elif kind == _ACCOUNT:
        if name and (fault := dns_subdomain_fault(name)):
            yield Problem((*path, "name"), f'"{spell((*path, "name"))}" is "{name}", which {fault}')
        if group:
            message = f'"{spell((*path, "apiGroup"))}" must be empty: a service account is of the core group'
            yield Problem((*path, "apiGroup"), message)
    elif group not in ("", _GROUP):
        yield _not_allowed((*path, "apiGroup"), group, _GROUP)


def _not_allowed(path: FieldPath, found: str, wanted: str) -> Problem:
    other = f', not "{found}"' if found else ""
    return Problem(path, f'"{spell(path)}" must be {wanted}{other}')
