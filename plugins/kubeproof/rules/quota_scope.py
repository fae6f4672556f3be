"""KP807: a scope of a quota that does not exist or does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import entries, items, part, text
from kubeproof.manifest.quota_resources import POD_AMOUNTS, is_quota_resource
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_QUOTA = "apiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: shop\nspec:\n  hard:\n    {}: 10\n  scopes: [{}]\n"
_SELECTOR = (
    "apiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: shop\nspec:\n  hard:\n    pods: 10\n  scopeSelector:\n"
    "    matchExpressions:\n      - scopeName: {}\n        operator: {}\n"
)
_PODS = ("pods",)
_COMPUTE = (*_PODS, *POD_AMOUNTS)
_CLASSES = "VolumeAttributesClass"
_CLASSES_SINCE = (1, 34)
_FIT = {  # the resources of Kubernetes itself that each scope can narrow
    "BestEffort": _PODS,
    "CrossNamespacePodAffinity": _COMPUTE,
    "NotBestEffort": _COMPUTE,
    "NotTerminating": _COMPUTE,
    "PriorityClass": _COMPUTE,
    "Terminating": _COMPUTE,
    _CLASSES: ("persistentvolumeclaims", "requests.storage"),
}
_WITH_VALUES = ("PriorityClass", _CLASSES)
_EXCLUSIVE = ({"BestEffort", "NotBestEffort"}, {"Terminating", "NotTerminating"})
_IN, _EXISTS = ("In", "NotIn"), ("Exists", "DoesNotExist")


class QuotaScope(TypeRule):
    """A scope narrows a quota to some Pods, so it fits only quotas of what Pods use, and no Pod is in opposite scopes.

    Only `PriorityClass` (and, from Kubernetes 1.34, `VolumeAttributesClass`) is compared with values; for the others
    the operator is `Exists`.

    Source: `validateResourceQuotaScopes`, https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes.
    """

    code = "KP807"
    name = "quota-scope"
    good: ClassVar = (
        _QUOTA.format("pods", "BestEffort"),
        _SELECTOR.format("PriorityClass", "In\n        values: [high]"),
    )
    bad: ClassVar = (
        Bad(_QUOTA.format("pods", "bestEffort"), _QUOTA.format("pods", "BestEffort")),
        Bad(_QUOTA.format("requests.cpu", "BestEffort")),
        Bad(_QUOTA.format("pods", "Terminating, NotTerminating")),
        Bad(_SELECTOR.format("BestEffort", "In\n        values: [high]")),
    )
    types: ClassVar = ("core.ResourceQuotaSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each scope and each expression."""
        known = [name for name in _FIT if name != _CLASSES or version_key(subject.catalog.version) >= _CLASSES_SINCE]
        resources = [name for name in part(value, "hard") if is_quota_resource(name)]
        for index, scope in enumerate(items(value, "scopes")):
            if isinstance(scope, str):
                yield from _scope_problems(scope, (*path, "scopes", index), known, resources)
        yield from _opposite({scope for scope in items(value, "scopes") if isinstance(scope, str)}, (*path, "scopes"))
        selector, here = part(value, "scopeSelector"), (*path, "scopeSelector", "matchExpressions")
        for index, expression in entries(selector, "matchExpressions"):
            yield from _scope_problems(text(expression, "scopeName"), (*here, index, "scopeName"), known, resources)
            yield from _operator_problems(expression, (*here, index))
        yield from _opposite({text(each, "scopeName") for _, each in entries(selector, "matchExpressions")}, here)


def _scope_problems(scope: str, path: FieldPath, known: list[str], resources: list[str]) -> Iterator[Problem]:
    if scope not in known:
        yield Problem(path, f'"{spell(path)}" must be one of {", ".join(known)}, not "{scope}"')
        return
    unfit = [name for name in resources if name not in _FIT[scope]]
    if unfit:
        message = f'"{spell(path)}": the scope {scope} does not fit a quota of {", ".join(unfit)}'
        yield Problem(path, f"{message}; it fits {', '.join(_FIT[scope])}")


def _opposite(scopes: set[str], path: FieldPath) -> Iterator[Problem]:
    for pair in _EXCLUSIVE:
        if pair <= scopes:
            yield Problem(path, f'"{spell(path)}" has both {" and ".join(sorted(pair))}, which exclude each other')


def _operator_problems(expression: Fields, path: FieldPath) -> Iterator[Problem]:
    operator, values, scope = text(expression, "operator"), items(expression, "values"), text(expression, "scopeName")
    if operator not in _IN + _EXISTS:
        yield Problem((*path, "operator"), f'"{spell((*path, "operator"))}" must be one of {", ".join(_IN + _EXISTS)}')
    elif scope in _FIT and scope not in _WITH_VALUES and operator != "Exists":
        yield Problem((*path, "operator"), f'"{spell((*path, "operator"))}" must be Exists for the scope {scope}')
    elif operator in _IN and not values:
        yield Problem((*path, "values"), f'"{spell((*path, "values"))}" is required for the operator {operator}')
    elif operator in _EXISTS and values:
        yield Problem((*path, "values"), f'"{spell((*path, "values"))}" must be left out for the operator {operator}')
