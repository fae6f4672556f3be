"""KP885: a PriorityLevelConfiguration."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, number, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_EXEMPT, _LIMITED = "Exempt", "Limited"
_BOUNDS = {
    "nominalConcurrencyShares": (0, None),
    "assuredConcurrencyShares": (0, None),
    "lendablePercent": (0, 100),
    "borrowingLimitPercent": (0, None),
}
_DEFAULTS = {"queues": 64, "queueLengthLimit": 50, "handSize": 8}
_MOST_QUEUES = 10_000_000
_MOST_BITS = 60
_LEVEL = """\
apiVersion: flowcontrol.apiserver.k8s.io/v1
kind: PriorityLevelConfiguration
metadata:
  name: batch
spec:
  type: {}
  limited:
    limitResponse:
      type: {}
"""


class PriorityLevel(TypeRule):
    """A priority level is `Limited` and has `limited`; only the one named `exempt` is `Exempt` and has not.

    Requests over the limit are queued or rejected, and only with `Queue` is there `queuing`. A hand of queues is not
    larger than their number, and few enough bits choose it.

    Source: `ValidatePriorityLevelConfigurationSpec` in `pkg/apis/flowcontrol/validation/validation.go`.
    """

    code = "KP885"
    name = "priority-level"
    good: ClassVar = (_LEVEL.format("Limited", "Reject"), _LEVEL.format("Limited", "Queue") + "      queuing: {}\n")
    bad: ClassVar = (
        Bad(_LEVEL.format("Exempt", "Reject")),
        Bad(_LEVEL.format("Limited", "Queue")),
        Bad(_LEVEL.format("Limited", "Queue") + "      queuing: {queues: 4, handSize: 8}\n"),
    )
    types: ClassVar = ("flowcontrol.PriorityLevelConfigurationSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong field."""
        kind, owner = text(value, "type"), text(child(subject.value, "metadata"), "name")
        if kind and kind not in (_EXEMPT, _LIMITED):
            yield problem((*path, "type"), f'cannot be "{kind}"; write {_LIMITED} or {_EXEMPT}')
        elif kind and owner and (kind == _EXEMPT) != (owner == "exempt"):
            yield problem((*path, "type"), 'must be Exempt for the level named "exempt", and for no other')
        if kind == _EXEMPT and value.get("limited") is not None:
            yield problem((*path, "limited"), "must not be there when type is Exempt")
        if kind == _LIMITED and value.get("exempt") is not None:
            yield problem((*path, "exempt"), "must not be there when type is Limited")
        if kind == _LIMITED and value.get("limited") is None:
            yield problem((*path, "limited"), "is required when type is Limited")
        for name in ("limited", "exempt"):
            yield from _bound_problems(child(value, name), (*path, name))
        limited, here = child(value, "limited"), (*path, "limited", "limitResponse")
        if value.get("limited") is not None and limited.get("limitResponse") is None:
            yield problem(here, "is required: its type is Queue or Reject")
        yield from _response_problems(child(limited, "limitResponse"), here)


def _bound_problems(value: Fields, path: FieldPath) -> Iterator[Problem]:
    for name, (least, most) in _BOUNDS.items():
        found = number(value, name)
        if found is not None and (found < least or (most is not None and found > most)):
            limit = f"{least} or more" if most is None else f"between {least} and {most}"
            yield problem((*path, name), f"must be {limit}, not {found}")


def _response_problems(response: Fields, path: FieldPath) -> Iterator[Problem]:
    kind, queuing = text(response, "type"), response.get("queuing")
    if kind and kind not in ("Queue", "Reject"):
        yield problem((*path, "type"), f'cannot be "{kind}"; write Queue or Reject')
    if kind == "Reject" and queuing is not None:
        yield problem((*path, "queuing"), "must not be there when type is Reject")
    if kind == "Queue" and queuing is None:
        yield problem((*path, "queuing"), "is required when type is Queue")
    if kind == "Queue" and isinstance(queuing, dict):
        yield from _queue_problems(queuing, (*path, "queuing"))


def _queue_problems(queuing: Fields, path: FieldPath) -> Iterator[Problem]:
    found = {name: number(queuing, name) or default for name, default in _DEFAULTS.items()}
    for name, size in found.items():
        if size <= 0 or (name == "queues" and size > _MOST_QUEUES):
            yield problem((*path, name), f"must be positive, and no more than {_MOST_QUEUES}, not {size}")
    queues, hand = found["queues"], found["handSize"]
    if hand > queues > 0:
        yield problem((*path, "handSize"), f"must not be more than queues, {queues}")
    elif queues > 0 and hand > 0 and math.ceil(math.log2(queues) * hand) > _MOST_BITS:
        yield problem((*path, "handSize"), f"is too large for {queues} queues; write a smaller one")
