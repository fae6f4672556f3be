"""Rules about objects that are shown together: on one page, or in one file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from kubeproof.finding import Severity
from kubeproof.manifest.placeholder import has_placeholder
from kubeproof.manifest.values import at, sequence
from kubeproof.rules.rule import Rule
from kubeproof.rules.subject import object_name
from kubeproof.text.nearest import misspelt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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

_PASSING = ("Job", "CronJob")
_Found = TypeVar("_Found")


@dataclass(frozen=True)  # no slots: what is worked out is kept
class Member:
    """One object of several that are shown together.

    Attributes:
        index: which one it is.
        value: the object, as repaired.
        source: the text that it stands in: that of a file, or of a fence.
        keys: the fields that it has at whatever depth.
    """

    index: int
    value: dict[str, Any]
    source: str = ""
    keys: frozenset[str] = frozenset()

    @cached_property
    def kind(self) -> str:
        """Its kind."""
        return str(self.value.get("kind"))

    @cached_property
    def name(self) -> str:
        """Its name."""
        return object_name(self.value)

    @cached_property
    def namespace(self) -> str:
        """Its namespace; the default one if it names none."""
        return self._own_namespace or "default"

    @property
    def _own_namespace(self) -> str:
        return str(at(self.value, "metadata", "namespace") or "")

    def meets(self, other: Member) -> bool:
        """Whether it and another object can be in the same namespace.

        One that names none goes to where it is sent; what stands in one text is sent together.
        """
        if self.source == other.source or (self._own_namespace and other._own_namespace):
            return self.namespace == other.namespace
        return True

    @property
    def is_open(self) -> bool:
        """Whether its name, labels or selector hold a placeholder."""
        metadata = at(self.value, "metadata") or {}
        said = [metadata.get(field) for field in ("name", "namespace", "labels")] if isinstance(metadata, dict) else []
        said += (at(self.value, "spec", "selector"), self.labels)
        return has_placeholder(" ".join(str(each) for each in said if each))

    @cached_property
    def template(self) -> dict[str, Any] | None:
        """The Pod that it is or makes; None if it is no workload."""
        path = _TEMPLATES.get(self.kind)
        return None if path is None else at(self.value, *path)

    @cached_property
    def labels(self) -> dict[str, Any]:
        """The labels of the Pods that it is or makes."""
        found = at(self.template, "metadata", "labels")
        return found if isinstance(found, dict) else {}

    @property
    def containers(self) -> list[dict[str, Any]]:
        """The containers of the Pods that it is or makes, the sidecars among them."""
        return [*items(self.template, "spec", "initContainers"), *items(self.template, "spec", "containers")]


class Company:
    """The objects that are shown together."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = tuple(members)
        self._known: dict[Callable[[Company], Any], Any] = {}

    def of(self, *kinds: str) -> list[Member]:
        """The objects of some kinds."""
        return [member for member in self.members if member.kind in kinds]

    def once(self, work_out: Callable[[Company], _Found]) -> _Found:
        """What a function makes of the objects, worked out when it is first asked for."""
        if work_out not in self._known:
            self._known[work_out] = work_out(self)
        found: _Found = self._known[work_out]
        return found

    @cached_property
    def workloads(self) -> list[Member]:
        """The objects that are or make Pods."""
        return self.of(*_TEMPLATES)


class CompanyRule(Rule):
    """A rule that needs to see several objects at once. It warns, since the object that it misses may be elsewhere.

    It says nothing about objects of which nothing related is shown: a page, and a folder, too, may hold examples that
    have nothing to do with each other. Two belong together if one names almost what the other has and nobody else
    names, or if they are all that is left over in one text.
    """

    severity = Severity.WARNING
    kinds: ClassVar[tuple[str, ...]]

    def look(self, member: Member, company: Company) -> Iterator[Problem]:
        """The problems of one object of the rule's kinds, in the company of the others."""
        raise NotImplementedError


def items(value: Any, *path: str) -> list[dict[str, Any]]:  # noqa: ANN401 - any YAML value
    """The maps in a list inside a value."""
    return [each for each in sequence(value, *path) if isinstance(each, dict)]


def selects(labels: Any, member: Member) -> bool:  # noqa: ANN401 - any YAML value
    """Whether a map of labels is part of those of a workload's Pods; no labels always are."""
    return not labels or (isinstance(labels, dict) and labels.items() <= member.labels.items())


def meant_by_name(name: str, left: Sequence[Member], member: Member) -> Member | None:
    """The object that a name most likely means, among those that nothing refers to; None if it may be elsewhere."""
    return _misspelt_one(name, {each.name: each for each in left}) or _only_one(left, member)


def meant_by_labels(labels: dict[str, Any], left: Sequence[Member], member: Member) -> Member | None:
    """The workload that a selector most likely means, among those that nothing selects; None if it may be elsewhere."""
    lasting = [each for each in left if each.kind not in _PASSING]
    named = [each for each in lasting if each.name == member.name or _has_almost(labels, each.labels)]
    return named[0] if named else _only_one(lasting, member)


def _only_one(left: Sequence[Member], member: Member) -> Member | None:
    beside = [each for each in left if each.source == member.source]
    return beside[0] if len(beside) == 1 else None


def _has_almost(labels: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a map has the keys of another one, and its values but for typing mistakes."""
    return labels.keys() <= other.keys() and all(
        other[key] == value or _misspelt_one(str(value), {str(other[key]): key}) is not None
        for key, value in labels.items()
    )


def _misspelt_one(name: str, known: dict[str, _Found]) -> _Found | None:
    """What has the one name that a name is a typing mistake of: `web-1` is none of `web-2`."""
    digits = _digits(name)
    if all(_digits(each) != digits for each in known):
        return None
    likely = misspelt(name, known)
    return known[likely] if likely is not None and _digits(likely) == digits else None


@lru_cache(maxsize=4096)
def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
