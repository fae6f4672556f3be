"""Objects that are shown together: on one page, in one file or in one folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from kubeproof.manifest.placeholder import has_placeholder
from kubeproof.manifest.values import at, sequence
from kubeproof.rules.subject import object_name

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

TEMPLATES = {
    "Pod": (),
    "ReplicationController": ("spec", "template"),
    "Deployment": ("spec", "template"),
    "ReplicaSet": ("spec", "template"),
    "StatefulSet": ("spec", "template"),
    "DaemonSet": ("spec", "template"),
    "Job": ("spec", "template"),
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
}
"""Where each workload has the Pod that it makes."""
_Found = TypeVar("_Found")
_Key = TypeVar("_Key", bound="Hashable")


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
        return self.own_namespace or "default"

    @cached_property
    def own_namespace(self) -> str:
        """The namespace that it names; the empty text if it names none."""
        return str(at(self.value, "metadata", "namespace") or "")

    def meets(self, other: Member) -> bool:
        """Whether it and another object can be in the same namespace.

        One that names none goes to where it is sent; what stands in one text is sent together.
        """
        if self.source == other.source or (self.own_namespace and other.own_namespace):
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
        path = TEMPLATES.get(self.kind)
        return None if path is None else at(self.value, *path)

    @cached_property
    def labels(self) -> dict[str, Any]:
        """The labels of the Pods that it is or makes."""
        found = at(self.template, "metadata", "labels")
        return found if isinstance(found, dict) else {}

    @cached_property
    def port_names(self) -> frozenset[str]:
        """The names of the ports of its containers."""
        ports = (port for container in self.containers for port in items(container, "ports"))
        return frozenset(str(port["name"]) for port in ports if port.get("name"))

    @property
    def containers(self) -> list[dict[str, Any]]:
        """The containers of the Pods that it is or makes, the sidecars among them."""
        return [*items(self.template, "spec", "initContainers"), *items(self.template, "spec", "containers")]


class Company:
    """The objects that are shown together, found by what they are asked for, however many there are."""

    def __init__(self, members: Iterable[Member]) -> None:
        self.members = tuple(members)
        self._known: dict[Callable[[Company], Any], Any] = {}
        self._selected: dict[frozenset[Any], Sequence[Member]] = {}

    def once(self, work_out: Callable[[Company], _Found]) -> _Found:
        """What a function makes of the objects, worked out when it is first asked for."""
        if work_out not in self._known:
            self._known[work_out] = work_out(self)
        found: _Found = self._known[work_out]
        return found

    def around(self, member: Member) -> Company:
        """The objects that can be in the same namespace as one of them."""
        if not self._are_apart:
            return self
        return self._of_namespace[member.namespace] if self._is_one_text else _Around(self, member)

    @cached_property
    def _are_apart(self) -> bool:
        """Whether some say something else of their namespace than others."""
        return len({member.own_namespace for member in self.members}) > 1

    @cached_property
    def _is_one_text(self) -> bool:
        return len({member.source for member in self.members}) == 1

    @cached_property
    def _of_namespace(self) -> dict[str, Company]:
        found = _grouped((member.namespace, member) for member in self.members)
        return {namespace: Company(members) for namespace, members in found.items()}

    def of(self, *kinds: str) -> list[Member]:
        """The objects of some kinds, in their order."""
        if len(kinds) == 1:
            return self._of_kind.get(kinds[0], [])
        return [member for member in self.members if member.kind in kinds]

    @cached_property
    def _of_kind(self) -> dict[str, list[Member]]:
        return _grouped((member.kind, member) for member in self.members)

    def named(self, kind: str, name: str) -> Member | None:
        """The first object of a kind and a name; None if there is none."""
        return next(iter(self.all_named(kind, name)), None)

    def all_named(self, kind: str, name: str) -> Sequence[Member]:
        """The objects of a kind and a name, in their order."""
        return self._named.get((kind, name), ())

    @cached_property
    def _named(self) -> dict[tuple[str, str], list[Member]]:
        return _grouped(((member.kind, member.name), member) for member in self.members)

    @cached_property
    def workloads(self) -> list[Member]:
        """The objects that are or make Pods."""
        return self.of(*TEMPLATES)

    def selected(self, labels: dict[str, Any]) -> Sequence[Member]:
        """The workloads whose Pods have some labels, in their order."""
        pairs = [(key, value) for key, value in labels.items() if _is_hashable(value)]
        if len(pairs) < len(labels):
            return ()  # a list or a map is no label
        wanted = frozenset(pairs)
        if wanted not in self._selected:
            fewest = min((self._labelled.get(pair, ()) for pair in pairs), key=len, default=self.workloads)
            self._selected[wanted] = [each for each in fewest if selects(labels, each)]
        return self._selected[wanted]

    def selected_by(self, selectors: Iterable[dict[str, Any]]) -> set[int]:
        """The numbers of the workloads that one of several maps of labels selects."""
        different = {id(found): found for found in map(self.selected, selectors)}  # of equal maps it is the same list
        return {member.index for found in different.values() for member in found}

    @cached_property
    def _labelled(self) -> dict[tuple[str, Hashable], list[Member]]:
        """The workloads whose Pods have a label."""
        pairs = ((label, member) for member in self.workloads for label in member.labels.items())
        return _grouped((label, member) for label, member in pairs if _is_hashable(label[1]))


class _Around(Company):
    """Those of a company that can be in the same namespace as one of them, picked when they are asked for."""

    def __init__(self, company: Company, member: Member) -> None:
        super().__init__(())
        self._company = company
        self._member = member

    def of(self, *kinds: str) -> list[Member]:
        return [each for each in self._company.of(*kinds) if each.meets(self._member)]

    def all_named(self, kind: str, name: str) -> Sequence[Member]:
        return [each for each in self._company.all_named(kind, name) if each.meets(self._member)]

    def selected(self, labels: dict[str, Any]) -> Sequence[Member]:
        return [each for each in self._company.selected(labels) if each.meets(self._member)]


def _grouped(pairs: Iterable[tuple[_Key, Member]]) -> dict[_Key, list[Member]]:
    """Members by what they are found by, in their order."""
    found: dict[_Key, list[Member]] = {}
    for key, member in pairs:
        found.setdefault(key, []).append(member)
    return found


def _is_hashable(value: object) -> bool:
    return not isinstance(value, dict | list)


def items(value: Any, *path: str) -> list[dict[str, Any]]:  # noqa: ANN401 - any YAML value
    """The maps in a list inside a value."""
    return [each for each in sequence(value, *path) if isinstance(each, dict)]


def selects(labels: Any, member: Member) -> bool:  # noqa: ANN401 - any YAML value
    """Whether a map of labels is part of those of a workload's Pods; no labels always are."""
    return not labels or (isinstance(labels, dict) and labels.items() <= member.labels.items())
