"""KP808: limits of a namespace that contradict each other."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.names import qualified_name_fault
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import entries, part, text
from kubeproof.manifest.quantity import quantity
from kubeproof.manifest.quota_resources import quota_resource_fault
from kubeproof.manifest.resources import may_overcommit, resource_name_fault
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LIMITS = "apiVersion: v1\nkind: LimitRange\nmetadata:\n  name: shop\nspec:\n  limits:\n    - type: {}\n      {}\n"
_KNOWN = ("Container", "Pod", "PersistentVolumeClaim")
_POD, _CLAIM = "Pod", "PersistentVolumeClaim"
_RATIO = "maxLimitRequestRatio"
_DEFAULTS = ("default", "defaultRequest")
_MAPS = ("max", "min", *_DEFAULTS, _RATIO)
_ORDER = (  # what must not be larger than what
    ("min", "max"),
    ("min", "defaultRequest"),
    ("defaultRequest", "max"),
    ("defaultRequest", "default"),
    ("min", "default"),
    ("default", "max"),
)


class LimitRange(TypeRule):
    """Limits are given once for each type, and min <= defaultRequest <= default <= max for each resource.

    Pods have no defaults; claims have a minimum or a maximum of `storage`; a ratio is at least 1 and at most max / min.

    Source: `ValidateLimitRange`, https://kubernetes.io/docs/concepts/policy/limit-range/.
    """

    code = "KP808"
    name = "limit-range"
    good: ClassVar = (_LIMITS.format("Container", "max: {cpu: 2}\n      default: {cpu: 500m}"),)
    bad: ClassVar = (
        Bad(_LIMITS.format("container", "max: {cpu: 2}"), _LIMITS.format("Container", "max: {cpu: 2}")),
        Bad(_LIMITS.format("Container", "max: {cpu: 2}\n      default: {cpu: 500M}")),
        Bad(_LIMITS.format("Container", "max: {blocks: 2Gi}")),
        Bad(_LIMITS.format("Pod", "default: {cpu: 2}")),
        Bad(_LIMITS.format("PersistentVolumeClaim", "max: {requests.storage: 2Gi}")),
    )
    types: ClassVar = ("core.LimitRangeSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each type, name and pair of amounts."""
        del subject
        seen: set[str] = set()
        for index, limit in entries(value, "limits"):
            here = (*path, "limits", index)
            sort = text(limit, "type")
            if fault := _type_fault(sort, seen):
                yield Problem((*here, "type"), f'"{spell((*here, "type"))}" {fault}')
            seen.add(sort)
            yield from _field_problems(limit, sort, here)
            yield from _name_problems(limit, sort, here)
            yield from _order_problems(limit, sort, here)


def _type_fault(sort: str, seen: set[str]) -> str | None:
    if sort in seen:
        return f'repeats "{sort}"; put all limits of a type into one'
    if sort in _KNOWN:
        return None
    fault = qualified_name_fault(sort)
    return fault if fault or "/" in sort else f'must be one of {", ".join(_KNOWN)}, not "{sort}"'


def _field_problems(limit: Fields, sort: str, path: FieldPath) -> Iterator[Problem]:
    for name in _DEFAULTS:
        if sort == _POD and part(limit, name):
            yield Problem((*path, name), f'"{spell((*path, name))}" must be left out: Pods have no defaults', "key")
    if sort == _CLAIM and not any("storage" in part(limit, name) for name in ("min", "max")):
        yield Problem((*path, "max"), f'"{spell(path)}" needs "storage" in min or max')


def _name_problems(limit: Fields, sort: str, path: FieldPath) -> Iterator[Problem]:
    for field in _MAPS:
        for name in part(limit, field) if not (sort == _POD and field in _DEFAULTS) else ():
            of_container = sort in ("Pod", "Container")
            if fault := resource_name_fault(name) if of_container else quota_resource_fault(name, storage=True):
                yield Problem((*path, field, name), f'"{spell((*path, field, name))}" {fault}', "key")


def _order_problems(limit: Fields, sort: str, path: FieldPath) -> Iterator[Problem]:
    maps = {field: _amounts(limit, field) for field in _MAPS if not (sort == _POD and field in _DEFAULTS)}
    for name in sorted(set().union(*maps.values())):
        for low, high in _ORDER:
            less, more = maps.get(low, {}).get(name), maps.get(high, {}).get(name)
            if less is not None and more is not None and less > more:
                here = (*path, low, name)
                yield Problem(here, f'"{spell(here)}" is more than "{spell((*path, high, name))}"')
        here = (*path, _RATIO, name)
        if fault := _ratio_fault(maps[_RATIO].get(name), maps["min"].get(name), maps["max"].get(name)):
            yield Problem(here, f'"{spell(here)}" {fault}')
        defaults = {found for field in _DEFAULTS if (found := maps.get(field, {}).get(name)) is not None}
        if not may_overcommit(name) and len(defaults) > 1:
            yield Problem((*path, "default", name), f'"{spell((*path, "default", name))}" must equal defaultRequest')


def _amounts(limit: Fields, field: str) -> dict[str, Fraction]:
    read = {name: quantity(0 if amount is None else amount) for name, amount in part(limit, field).items()}
    return {name: amount for name, amount in read.items() if amount is not None}


def _ratio_fault(ratio: Fraction | None, least: Fraction | None, most: Fraction | None) -> str | None:
    if ratio is None:
        return None
    if ratio < 1:
        return "must be at least 1"
    if least and most is not None and ratio > Fraction(most, least):
        return f"must be at most max / min, which is {float(most / least):g}"
    return None
