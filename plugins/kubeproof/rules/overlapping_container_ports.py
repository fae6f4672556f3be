"""KP967: ports of containers that get in each other's way."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import containers, entries, number, text
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_PORTS = "ports:\n  - containerPort: 80\n    name: http\n  - containerPort: {}\n    name: {}"
Place = tuple["FieldPath", Fields]


class OverlappingContainerPorts(TypeRule):
    """Two containers of a Pod name the same port, or give two ports one name.

    The containers of a Pod share their network, so only one of them can listen on a port. Where a name stands twice, a
    Service or a probe uses the first. A `hostIP` does nothing without a `hostPort`.

    Source: `duplicate port definition` and the warnings after it in `pkg/api/pod/warnings.go`.
    """

    code = "KP967"
    name = "overlapping-container-ports"
    severity = Severity.WARNING
    about: ClassVar = ("ports",)
    good: ClassVar = (pod(_PORTS.format(443, "https")),)
    bad: ClassVar = (Bad(pod(_PORTS.format(80, "web"))),)
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each port that repeats an earlier one or its name."""
        del subject
        names: dict[str, FieldPath] = {}
        listening: dict[tuple[int | None, str], list[Place]] = {}
        for here, port in _ports(value, path):
            if text(port, "hostIP") and not number(port, "hostPort"):
                yield wrong((*here, "hostIP"), "has no effect without a hostPort")
            earlier = listening.setdefault(_listens(port), [])
            faults = ((fault, place) for place, other in earlier if (fault := _fault(port, other)))
            if first := next(faults, None):
                yield wrong(here, f"{first[0]} {spell(first[1])}")
            earlier.append((here, port))
            name = text(port, "name")
            if name and names.setdefault(name, here) != here:
                yield wrong((*here, "name"), f'is "{name}", as that of {spell(names[name])}, which is the one in use')


def _ports(spec: Fields, path: FieldPath) -> Iterator[Place]:
    for below, container in containers(spec):
        for index, port in entries(container, "ports"):
            yield (*path, *below, "ports", index), port


def _fault(port: Fields, other: Fields) -> str | None:
    """What is wrong with a port, given another one that listens on the same."""
    if number(port, "containerPort") is None:
        return None
    mine, its = (number(each, "hostPort") or 0 for each in (port, other))
    address, its_address = text(port, "hostIP"), text(other, "hostIP")
    if (address, mine) == (its_address, its):
        return "is the same port as"
    if not mine or not its:
        return "is the same port, but for the port of the node, as"
    return "is open on the same port of the node as" if mine == its and not (address and its_address) else None


def _listens(port: Fields) -> tuple[int | None, str]:
    return number(port, "containerPort"), text(port, "protocol") or "TCP"
