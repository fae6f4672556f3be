"""KP886: a request for devices."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import is_empty, maps, number, repeated, text
from kubeproof.manifest.names import dns_label_fault, dns_subdomain_fault
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

_MODES = ("All", "ExactCount")
_FORMER = ("resource.k8s.io/v1beta1", "resource.k8s.io/v1alpha3")


class DeviceRequestFields(TypeRule):
    """A request for devices has a name, and says exactly what it wants or lists what would do, first come first.

    It names a class of devices, and asks for all of them or for a positive count. In `v1beta1` and before, the
    fields of `exactly` stand in the request itself.

    Source: `validateDeviceRequest` in `pkg/apis/resource/validation/validation.go`.
    """

    code = "KP886"
    name = "device-request"
    good: ClassVar = (claim(),)
    bad: ClassVar = (
        Bad(claim(name="GPU")),
        Bad(claim(request="exactly: {deviceClassName: gpu.example.com, count: -1}")),
        Bad(claim(request="exactly: {deviceClassName: gpu.example.com, allocationMode: All, count: 2}")),
    )
    types: ClassVar = ("resource.DeviceRequest", "resource.ExactDeviceRequest", "resource.DeviceSubRequest")

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong field."""
        if subject.visiting == "resource.DeviceRequest":
            wanted = "deviceClassName" if subject.api_version in _FORMER else "exactly"
            exact, listed = value.get(wanted) not in (None, ""), not is_empty(value, "firstAvailable")
            if exact == listed:
                given = "has both" if exact else "has none"
                yield problem(path, f"needs exactly one of {wanted} and firstAvailable, and {given}")
            names = [
                ((*path, "firstAvailable", at, "name"), text(each, "name"))
                for at, each in maps(value, "firstAvailable")
            ]
            for here, first, name in repeated(names):
                yield problem(here, f'is "{name}", as is {spell(first)}; each needs a name of its own')
        if subject.visiting != "resource.ExactDeviceRequest":
            name = text(value, "name")
            if name and (fault := dns_label_fault(name)):
                yield problem((*path, "name"), f'is "{name}", which {fault}')
        yield from _choice_problems(value, path)


def _choice_problems(value: Fields, path: FieldPath) -> Iterator[Problem]:
    class_, mode, count = text(value, "deviceClassName"), text(value, "allocationMode"), number(value, "count")
    if class_ and (fault := dns_subdomain_fault(class_)):
        yield problem((*path, "deviceClassName"), f'is "{class_}", which {fault}')
    if mode and mode not in _MODES:
        yield problem((*path, "allocationMode"), f'cannot be "{mode}"; write {" or ".join(_MODES)}')
    if mode == "All" and count:
        yield problem((*path, "count"), "must not be there when allocationMode is All")
    elif count is not None and count < 0:
        yield problem((*path, "count"), f"must be positive, not {count}")
