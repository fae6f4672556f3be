"""KP887: constraints and configuration of claimed devices."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, is_empty, maps, repeated, text, texts
from kubeproof.manifest.names import dns_subdomain_fault, identifier_fault
from kubeproof.manifest.path import spell
from kubeproof.rules.device_examples import claim
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_MOST = {"requests": 32, "constraints": 32, "config": 32}
_LONGEST_DRIVER = 63
_ATTRIBUTES = ("matchAttribute", "distinctAttribute")
_CONSTRAINT = "    constraints:\n      - requests: [{}]\n        matchAttribute: {}\n"


class DeviceClaimFields(TypeRule):
    """Requests of a claim have names of their own, and constraints and configuration speak of requests that exist.

    A constraint matches an attribute by its full name, such as `gpu.example.com/model`; a configuration has a driver
    and parameters that are an object.

    Source: `validateDeviceClaim` in `pkg/apis/resource/validation/validation.go`.
    """

    code = "KP887"
    name = "device-claim"
    good: ClassVar = (claim(more=_CONSTRAINT.format("gpu", "gpu.example.com/model")),)
    bad: ClassVar = (
        Bad(claim(more=_CONSTRAINT.format("gpus", "gpu.example.com/model"))),
        Bad(claim(more=_CONSTRAINT.format("gpu", "model"))),
        Bad(claim(more="    config:\n      - requests: [gpu]\n")),
    )
    types: ClassVar = ("resource.DeviceClaim", "resource.DeviceClassSpec")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong name, constraint and configuration."""
        del subject
        for name, most in _MOST.items():
            if len(maps(value, name)) > most:
                yield problem((*path, name), f"must not have more than {most} entries")
        found = maps(value, "requests")
        names = [((*path, "requests", index, "name"), text(request, "name")) for index, request in found]
        for here, first, name in repeated(names):
            yield problem(here, f'is "{name}", as is {spell(first)}; each request needs a name of its own')
        known = {name for _, name in names}
        for _, request in found:
            known |= {f"{text(request, 'name')}/{text(sub, 'name')}" for _, sub in maps(request, "firstAvailable")}
        for list_name in ("constraints", "config"):
            for index, entry in maps(value, list_name):
                here = (*path, list_name, index)
                yield from _reference_problems(entry, here, known)
                yield from (_constraint_problems if list_name == "constraints" else _driver_problems)(entry, here)


def _reference_problems(entry: Fields, path: FieldPath, known: set[str]) -> Iterator[Problem]:
    for index, name in texts(entry, "requests"):
        if name not in known:
            yield problem((*path, "requests", index), f'is "{name}", which is no request of this claim')


def _constraint_problems(entry: Fields, path: FieldPath) -> Iterator[Problem]:
    if all(is_empty(entry, name) for name in _ATTRIBUTES):
        yield problem(path, "needs matchAttribute")
    given = next((name for name in _ATTRIBUTES if entry.get(name) is not None), _ATTRIBUTES[0])
    domain, slash, identifier = text(entry, given).partition("/")
    if domain or slash:
        fault = None if slash else "must be a domain and a name, such as example.com/model"
        if slash and "/" not in identifier:  # the server does not look at names with more parts
            fault = dns_subdomain_fault(domain.lower()) or identifier_fault(identifier)
        if fault:
            yield problem((*path, given), fault)


def _driver_problems(entry: Fields, path: FieldPath) -> Iterator[Problem]:
    opaque, here = child(entry, "opaque"), (*path, "opaque")
    if entry.get("opaque") is None:
        yield problem(here, "is required: the driver and its parameters")
        return
    driver = text(opaque, "driver")
    fault = dns_subdomain_fault(driver.lower()) if driver else None
    if fault or len(driver) > _LONGEST_DRIVER:
        yield problem((*here, "driver"), fault or f"must be no more than {_LONGEST_DRIVER} characters")
    if "parameters" in opaque and not isinstance(opaque["parameters"], dict):
        yield problem((*here, "parameters"), "must be an object")
