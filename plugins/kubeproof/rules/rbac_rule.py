"""KP809: a rule of a role that allows nothing, or two kinds of things at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import items
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_ROLE = "apiVersion: rbac.authorization.k8s.io/v1\nkind: {}\nmetadata:\n  name: reader\nrules:\n  - {}\n"
_PODS = 'apiGroups: [""]\n    resources: [pods]\n    '
_NEEDED = {"apiGroups": 'at least one group; "" is the core group', "resources": "at least one resource"}


class RbacRule(TypeRule):
    """A rule of a role has verbs, and either groups and resources or, in a ClusterRole, URLs that are no resources.

    An aggregated ClusterRole has a selector.

    Source: `validatePolicyRule`, https://kubernetes.io/docs/reference/access-authn-authz/rbac/.
    """

    code = "KP809"
    name = "rbac-rule"
    good: ClassVar = (
        _ROLE.format("Role", f"{_PODS}verbs: [get]"),
        _ROLE.format("ClusterRole", 'nonResourceURLs: ["/healthz"]\n    verbs: [get]'),
    )
    bad: ClassVar = (
        Bad(_ROLE.format("Role", f"{_PODS}verbs: []")),
        Bad(_ROLE.format("Role", "resources: [pods]\n    verbs: [get]")),
        Bad(_ROLE.format("Role", 'nonResourceURLs: ["/healthz"]\n    verbs: [get]')),
        Bad(_ROLE.format("ClusterRole", f'{_PODS}nonResourceURLs: ["/healthz"]\n    verbs: [get]')),
    )
    types: ClassVar = ("rbac.PolicyRule", "rbac.ClusterRole")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each part that is missing or too much."""
        if subject.visiting == "rbac.ClusterRole":
            here = (*path, "aggregationRule", "clusterRoleSelectors")
            if isinstance(value.get("aggregationRule"), dict) and not items(
                value["aggregationRule"], "clusterRoleSelectors"
            ):
                yield Problem(here, f'"{spell(here)}" needs at least one selector')
            return
        if not value.get("verbs"):
            yield _required(path, "verbs", "at least one verb, such as get, list or watch")
        if value.get("nonResourceURLs"):
            yield from _url_problems(value, (*path, "nonResourceURLs"), subject)
            return
        for name, what in _NEEDED.items():
            if not value.get(name):
                yield _required(path, name, what)


def _required(path: FieldPath, name: str, what: str) -> Problem:
    return Problem((*path, name), f'"{spell((*path, name))}" is required: {what}')


def _url_problems(value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
    if subject.kind == "Role":
        yield Problem(path, f'"{spell(path)}" is only for a ClusterRole: these URLs belong to no namespace', "key")
    if any(value.get(name) for name in ("apiGroups", "resources", "resourceNames")):
        yield Problem(path, f'"{spell(path)}" must stand in a rule of its own, without apiGroups and resources', "key")
