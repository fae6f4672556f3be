"""KP814: a group of endpoints without addresses, or with ports that cannot be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import entries, number, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_ENDPOINTS = "apiVersion: v1\nkind: Endpoints\nmetadata:\n  name: shop\nsubsets:\n  - {}\n"
_ADDRESS = "addresses: [{{ip: {}}}]\n    ports: [{{port: {}}}]"
_LISTS = ("addresses", "notReadyAddresses")
_PROTOCOLS = ("TCP", "UDP", "SCTP")
_LAST = 65535


class EndpointSubset(TypeRule):
    """A subset of Endpoints has addresses, ready or not, and ports from 1 to 65535, with names if there are several.

    Source: `validateEndpointSubsets` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP814"
    name = "endpoint-subset"
    good: ClassVar = (_ENDPOINTS.format(_ADDRESS.format("10.0.0.7", "80")),)
    bad: ClassVar = (
        Bad(_ENDPOINTS.format("ports: [{port: 80}]")),
        Bad(_ENDPOINTS.format(_ADDRESS.format("10.0.0.7", "80000"))),
        Bad(_ENDPOINTS.format(_ADDRESS.format("10.0.0.7", "80}, {port: 81"))),
    )
    types: ClassVar = ("core.EndpointSubset",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each port, and one for a subset without addresses."""
        del subject
        if not any(value.get(name) for name in _LISTS):
            yield Problem(path, f'"{spell(path)}" needs addresses or notReadyAddresses')
        ports = list(entries(value, "ports"))
        for index, port in ports:
            yield from _port_problems(port, (*path, "ports", index), named=len(ports) > 1)


def _port_problems(port: Fields, path: FieldPath, *, named: bool) -> Iterator[Problem]:
    if named and not text(port, "name"):
        yield Problem((*path, "name"), f'"{spell((*path, "name"))}" is required, as there are several ports')
    if not 1 <= (number(port, "port") or 0) <= _LAST:
        yield Problem((*path, "port"), f'"{spell((*path, "port"))}" must be between 1 and {_LAST}')
    protocol = text(port, "protocol")
    if protocol and protocol not in _PROTOCOLS:
        here = (*path, "protocol")
        yield Problem(here, f'"{spell(here)}" must be one of {", ".join(_PROTOCOLS)}, not "{protocol}"')
