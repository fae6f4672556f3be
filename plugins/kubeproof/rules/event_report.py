"""KP812: an event that says too little, or of another namespace than it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.names import qualified_name_fault
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import has, number, part, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_EVENT = (
    "apiVersion: events.k8s.io/v1\nkind: Event\nmetadata:\n  name: shop\n  namespace: shop\ntype: {}\nreason: Sold\n"
    "note: It is sold.\naction: Sale\nreportingController: example.com/till\nreportingInstance: {}\n"
    'eventTime: "2026-11-22T15:04:05.000000Z"\nregarding:\n  kind: Pod\n  namespace: {}\n'
)
_CORE = "core.Event"
_TYPES = ("Normal", "Warning")
_DEFAULT, _SYSTEM = "default", "kube-system"
_LONGEST = 128
_LONGEST_NOTE = 1024
_LEAST_COUNT = 2
_UNSET = ("deprecatedFirstTimestamp", "deprecatedLastTimestamp", "deprecatedCount", "deprecatedSource")


class EventReport(TypeRule):
    """An event is in the namespace of what it is about, and one with an eventTime says who reports what.

    Then controller, instance, action and reason are needed, with at most 128 characters, and 1024 for the note. Events
    of `events.k8s.io/v1` are Normal or Warning, have an eventTime and do without the fields of older events.

    Source: `ValidateEventCreate` in `pkg/apis/core/validation/events.go`.
    """

    code = "KP812"
    name = "event-report"
    good: ClassVar = (_EVENT.format("Normal", "till-1", "shop"),)
    bad: ClassVar = (
        Bad(_EVENT.format("normal", "till-1", "shop"), _EVENT.format("Normal", "till-1", "shop")),
        Bad(_EVENT.format("Normal", '""', "shop")),
        Bad(_EVENT.format("Normal", "till-1", '""')),
    )
    types: ClassVar = (_CORE, "events.Event")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each part."""
        core = subject.visiting == _CORE
        timed = has(value, "eventTime")
        yield from _namespace_problems(value, "involvedObject" if core else "regarding", timed=timed)
        if timed:
            controller, note = ("reportingComponent", "message") if core else ("reportingController", "note")
            yield from _report_problems(value, controller, note)
        if not core:
            yield from _strict_problems(value, timed=timed)
        del path


def _namespace_problems(value: Fields, about: str, *, timed: bool) -> Iterator[Problem]:
    own = text(part(value, "metadata"), "namespace") or _DEFAULT
    other = text(part(value, about), "namespace")
    fine = own in ((_DEFAULT, _SYSTEM) if timed else (_DEFAULT,)) if not other else timed or own == other
    if not fine:
        here = (about, "namespace")
        yield Problem(here, f'"{spell(here)}" must be the event\'s own namespace, which is {own}')


def _report_problems(value: Fields, controller: str, note: str) -> Iterator[Problem]:
    if fault := qualified_name_fault(text(value, controller)):
        yield Problem((controller,), f'"{controller}" {fault}')
    for name in ("reportingInstance", "action", "reason"):
        size = len(text(value, name).encode())
        if not size:
            yield Problem((name,), f'"{name}" is required')
        elif size > _LONGEST:
            yield Problem((name,), f'"{name}" must be no more than {_LONGEST} characters, not {size}')
    size = len(text(value, note).encode())
    if size > _LONGEST_NOTE:
        yield Problem((note,), f'"{note}" must be no more than {_LONGEST_NOTE} characters, not {size}')


def _strict_problems(value: Fields, *, timed: bool) -> Iterator[Problem]:
    if not timed:
        yield Problem(("eventTime",), '"eventTime" is required')
    if text(value, "type") not in _TYPES:
        yield Problem(("type",), f'"type" must be {" or ".join(_TYPES)}, not "{text(value, "type")}"')
    for name in _UNSET:
        if value.get(name):
            yield Problem((name,), f'"{name}" must be left out; it is for events of the core group', "key")
    series = value.get("series")
    if isinstance(series, dict):
        if (number(series, "count") or 0) < _LEAST_COUNT:
            yield Problem(("series", "count"), f'"series.count" must be at least {_LEAST_COUNT}')
        if not has(series, "lastObservedTime"):
            yield Problem(("series", "lastObservedTime"), '"series.lastObservedTime" is required')
