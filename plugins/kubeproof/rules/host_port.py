"""KP503: a port of the node that containers cannot have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import containers, entries, number, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LAST = 65535
_TEMPLATES_WITHOUT = (1, 28)
Container = tuple["FieldPath", Fields]


class HostPort(TypeRule):
    """Two containers want the same port of the node, or a Pod in the node's network maps a port to another number.

    A port of the node is taken once for each protocol and address. With `hostNetwork: true` the container already
    listens on the node, so `hostPort` can only be the same number as `containerPort`; the server fills it in for a Pod
    (before Kubernetes 1.28 in Pod templates too).

    Source: `checkHostPortConflicts` and `validatePodHostNetworkDeps` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP503"
    name = "host-port"
    about: ClassVar = ("hostPort", "hostNetwork")
    good: ClassVar = (
        pod("ports:\n  - containerPort: 80\n    hostPort: 8080\n  - containerPort: 81\n    hostPort: 8081"),
    )
    bad: ClassVar = (
        Bad(pod("ports:\n  - containerPort: 80\n    hostPort: 8080\n  - containerPort: 81\n    hostPort: 8080")),
        Bad(pod("ports:\n  - containerPort: 80\n    hostPort: 8080", "hostNetwork: true")),
        Bad(pod("ports:\n  - containerPort: 80\n    hostPort: 80800")),
    )
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each port that is taken, out of range or mapped."""
        on_node = value.get("hostNetwork") is True
        old = version_key(subject.catalog.version) < _TEMPLATES_WITHOUT
        filled = on_node and (subject.kind == "Pod" or old)
        for group in _together(value):
            yield from _taken(group, path, filled=filled)
            for below, port in _ports(group):
                host = number(port, "hostPort") or 0
                if host and not 1 <= host <= _LAST:
                    yield problem((*path, *below, "hostPort"), f"must be between 1 and {_LAST}, not {host}")
        if on_node:
            yield from _mapped(containers(value, "containers"), path)


def _together(spec: Fields) -> Iterator[list[Container]]:
    """The containers that run at the same time: all regular ones, and each init container by itself."""
    yield list(containers(spec, "containers"))
    yield from ([each] for each in containers(spec, "initContainers"))


def _ports(group: Iterable[Container]) -> Iterator[Container]:
    for path, container in group:
        yield from (((*path, "ports", index), port) for index, port in entries(container, "ports"))


def _taken(group: list[Container], path: FieldPath, *, filled: bool) -> Iterator[Problem]:
    first: dict[tuple[str, str, int], FieldPath] = {}
    for below, port in _ports(group):
        host = number(port, "hostPort") or (number(port, "containerPort") if filled else None)
        if not host:
            continue
        key = text(port, "protocol") or "TCP", text(port, "hostIP"), host
        here = (*path, *below, "hostPort")
        if key in first:
            yield problem(here, f"is {host}/{key[0]}, which {spell(first[key])} takes already")
        first.setdefault(key, here)


def _mapped(group: Iterable[Container], path: FieldPath) -> Iterator[Problem]:
    for below, port in _ports(group):
        host, inside = number(port, "hostPort"), number(port, "containerPort")
        if host and host != inside:
            fault = f"must be {inside}, as containerPort is, because hostNetwork is true; or leave it out"
            yield problem((*path, *below, "hostPort"), fault)
