"""Rules about objects that are shown together: on one page, or in one file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Severity
from kubeproof.rules.rule import Rule
from kubeproof.rules.subject import object_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kubeproof.finding import Problem

_TEMPLATES = {
    "Pod": (),
    "ReplicationController": ("spec", "template"),
    "Deployment": ("spec", "template"),
    "ReplicaSet": ("spec", "template"),
    "StatefulSet": ("spec", "template"),
    "DaemonSet": ("spec", "template"),
    "Job": ("spec", "template"),
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """One object of several that are shown together.

    Attributes:
        index: which one it is.
        value: the object, as repaired.
    """

    index: int
    value: dict[str, Any]

    @property
    def kind(self) -> str:
        """Its kind."""
        return str(self.value.get("kind"))

    @property
    def name(self) -> str:
        """Its name."""
        return object_name(self.value)

    @property
    def namespace(self) -> str:
        """Its namespace; the default one if it names none."""
        return str(at(self.value, "metadata", "namespace") or "default")

    @property
    def template(self) -> dict[str, Any] | None:
        """The Pod that it is or makes; None if it is no workload."""
        path = _TEMPLATES.get(self.kind)
        return None if path is None else at(self.value, *path)

    @property
    def labels(self) -> dict[str, Any]:
        """The labels of the Pods that it is or makes."""
        return at(self.template, "metadata", "labels") or {}

    @property
    def containers(self) -> list[dict[str, Any]]:
        """The containers of the Pods that it is or makes, the sidecars among them."""
        spec = at(self.template, "spec") or {}
        found = [*_list(spec.get("initContainers")), *_list(spec.get("containers"))]
        return [each for each in found if isinstance(each, dict)]


class Company:
    """The objects that are shown together."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = tuple(members)

    def of(self, *kinds: str) -> list[Member]:
        """The objects of some kinds."""
        return [member for member in self.members if member.kind in kinds]

    @cached_property
    def workloads(self) -> list[Member]:
        """The objects that are or make Pods."""
        return self.of(*_TEMPLATES)


class CompanyRule(Rule):
    """A rule that needs to see several objects at once. It warns, since the object that it misses may be elsewhere.

    It says nothing about objects of which nothing related is shown.
    """

    severity = Severity.WARNING
    kinds: ClassVar[tuple[str, ...]]

    def look(self, member: Member, company: Company) -> Iterator[Problem]:
        """The problems of one object of the rule's kinds, in the company of the others."""
        raise NotImplementedError


def at(value: Any, *path: str | int) -> Any:  # noqa: ANN401 - any YAML value
    """A value inside a value; None if it is not there or something on the way has another shape."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def items(value: Any, *path: str | int) -> list[dict[str, Any]]:  # noqa: ANN401 - any YAML value
    """The maps in a list inside a value."""
    return [each for each in _list(at(value, *path)) if isinstance(each, dict)]


def selects(labels: dict[str, Any] | None, member: Member) -> bool:
    """Whether a map of labels is part of those of a workload's Pods."""
    return all(member.labels.get(key) == value for key, value in (labels or {}).items())
