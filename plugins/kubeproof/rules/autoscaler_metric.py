"""KP652: a metric that an autoscaler cannot read or compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import forbidden, required, wrong
from kubeproof.manifest.quantity import quantity
from kubeproof.manifest.values import mapping, text
from kubeproof.rules.autoscaler_examples import autoscaler, metric
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SOURCES = {
    "Object": "object",
    "External": "external",
    "Pods": "pods",
    "Resource": "resource",
    "ContainerResource": "containerResource",
}
_TARGETS = {
    "object": ("value", "averageValue"),
    "external": ("value", "averageValue"),
    "pods": ("averageValue",),
    "resource": ("averageUtilization", "averageValue"),
    "containerResource": ("averageUtilization", "averageValue"),
}
_BOTH_ALLOWED = {"object"}
_CPU = "type: Resource\nresource:\n  name: cpu\n  target:\n    type: Utilization\n    "


class AutoscalerMetric(TypeRule):
    """A metric has one source, the one that its type names, and a target that fits the source.

    Resources are compared by `averageUtilization` or `averageValue`, metrics of Pods by `averageValue`, others by
    `value` or `averageValue`. Amounts are above zero.

    Source: `validateMetricSpec` and `validateMetricTarget`; see
    https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/.
    """

    code = "KP652"
    name = "autoscaler-metric"
    good: ClassVar = (autoscaler(metric(_CPU + "averageUtilization: 70")),)
    bad: ClassVar = (
        Bad(autoscaler(metric(_CPU + "value: 70"))),
        Bad(autoscaler(metric("type: Pods\nresource:\n  name: cpu\n  target: {type: Value, averageValue: 1}"))),
    )
    types: ClassVar = ("autoscaling.MetricSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one metric."""
        del subject
        own = _SOURCES.get(text(value, "type"))
        given = [name for name in _SOURCES.values() if value.get(name) is not None]
        if own and own not in given:
            yield required((*path, own), f"the type is {text(value, 'type')}")
        for name in given:
            if own and name != own:
                yield forbidden((*path, name), f"does not fit the type {text(value, 'type')}; remove it")
        for name in given if len(given) == 1 else ():
            yield from _target(mapping(value, name, "target"), (*path, name, "target"), name)


def _target(target: Fields, path: FieldPath, source: str) -> Iterator[Problem]:
    if not target:
        return
    wanted = _TARGETS[source]
    given = [name for name in wanted if target.get(name) is not None]
    if not given:
        yield required((*path, wanted[0]), f"a target of a metric of this type has {' or '.join(wanted)}")
    elif len(given) > 1 and source not in _BOTH_ALLOWED:
        yield forbidden((*path, given[1]), f"must not stand beside {given[0]}; remove one of them")
    for name in ("value", "averageValue"):
        amount = quantity(target.get(name))
        if amount is not None and amount <= 0:
            yield wrong((*path, name), f"must be above zero, not {target[name]}")
