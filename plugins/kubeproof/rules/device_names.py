"""KP893: the names that devices are counted, marked and sold by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.names import dns_label_fault, label_value_fault, qualified_name_fault
from kubeproof.rules.device_examples import resource_slice
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_NUMBER = r"(0|[1-9]\d*)"
_PART = r"(0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)"
_VERSION = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(-{_PART}(\.{_PART})*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?")
_LONGEST = 64
_QUOTA = "requests."
_NEVER_EMPTY = ("version", "extendedResourceName")


class DeviceNames(FieldRule):
    """Counters have DNS labels for names, taints and tolerations the keys and values of labels, versions three numbers.

    The resource that stands for a class of devices has a prefix of its own, as `example.com/gpu` has.

    Source: `validateCounterSet`, `validateDeviceTaint` and `validateDeviceAttribute` in
    `pkg/apis/resource/validation/validation.go`; https://semver.org.
    """

    code = "KP893"
    name = "device-names"
    good: ClassVar = (resource_slice(attribute="{version: 1.2.3-rc.1}"),)
    bad: ClassVar = (
        Bad(resource_slice(attribute="{version: v1.2}")),
        Bad(f"{resource_slice()}  sharedCounters:\n    - name: memory\n      counters: {{Size: {{value: 1Gi}}}}\n"),
    )
    fields: ClassVar = {
        "resource.CounterSet": ("name", "counters"),
        "resource.DeviceCounterConsumption": ("counterSet", "counters"),
        "resource.DeviceClassSpec": ("extendedResourceName",),
        "resource.DeviceTaint": ("key", "value"),
        "resource.DeviceToleration": ("key", "value"),
        "resource.DeviceAttribute": ("version",),
    }

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a text that is none, and for a counter's key."""
        del subject
        field = str(path[-1])
        if path[-2] == "counters":
            field, value = "counter", field
        if isinstance(value, str) and (value or field in _NEVER_EMPTY) and (fault := _fault(field, value)):
            yield wrong(path, f'is "{value}", which {fault}')


def _is_extended(name: str) -> bool:
    """Whether a resource is none of Kubernetes' own, and fits into a quota."""
    group, slash, _ = name.partition("/")
    own = group == "kubernetes.io" or group.endswith(".kubernetes.io") or name.startswith(_QUOTA)
    return bool(slash) and not own and qualified_name_fault(_QUOTA + name) is None


def _fault(field: str, value: str) -> str | None:
    if field == "version":
        good = _VERSION.fullmatch(value) and len(value) <= _LONGEST
        return None if good else "is no version such as 1.2.3; see semver.org"
    if field == "extendedResourceName":
        return None if _is_extended(value) else "is no name such as example.com/gpu"
    if field == "key":
        return qualified_name_fault(value)
    return label_value_fault(value) if field == "value" else dns_label_fault(value)
