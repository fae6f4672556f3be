"""KP891: devices of a ResourceSlice that differ in their nodes, share counters or wait for conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import is_empty, maps
from kubeproof.rules.device_examples import resource_slice
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.schema.versions import version_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SINCE = version_key("1.36")
_NODES = ("nodeName", "nodeSelector", "allNodes")
_CONDITIONS = ("bindingConditions", "bindingFailureConditions")


class ResourceSliceNodes(TypeRule):
    """Devices have nodes of their own only with `perDeviceNodeSelection`; counters stand in a slice without devices.

    A device has both binding conditions and conditions of failure, or none. `allNodes` and `perDeviceNodeSelection`
    are true or left out. Looked at since Kubernetes 1.36, in which these features are on by default.

    Source: `validateResourceSliceSpec` and `validateDevice` in `pkg/apis/resource/validation/validation.go`.
    """

    code = "KP891"
    name = "resource-slice-nodes"
    good: ClassVar = (resource_slice(),)
    bad: ClassVar = (
        Bad(resource_slice(attribute="{string: a100}\n      nodeName: node-1")),
        Bad(resource_slice(attribute="{string: a100}\n      bindingConditions: [example.com/ready]")),
        Bad(resource_slice(attribute="{string: a100}\n  sharedCounters: []")),
    )
    types: ClassVar = ("resource.ResourceSliceSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong field."""
        if version_key(subject.catalog.version) < _SINCE:
            return
        for name in ("allNodes", "perDeviceNodeSelection"):
            if value.get(name) is False:
                yield problem((*path, name), "must be true, or left out")
        if value.get("sharedCounters") is not None and value.get("devices") is not None:
            yield problem((*path, "sharedCounters"), "cannot stand beside devices; make a slice of its own for them")
        alone = value.get("perDeviceNodeSelection") is True
        for index, device in maps(value, "devices"):
            yield from _device_problems(device, (*path, "devices", index), alone=alone)


def _device_problems(device: Fields, path: FieldPath, *, alone: bool) -> Iterator[Problem]:
    given = [name for name in _NODES if device.get(name) is not None]
    if alone and len(given) != 1:
        yield problem(path, f"needs exactly one of {', '.join(_NODES)}, for perDeviceNodeSelection is true")
    elif given and not alone:
        yield problem((*path, given[0]), "needs perDeviceNodeSelection: true in the spec")
    missing = [name for name in _CONDITIONS if is_empty(device, name)]
    if len(missing) == 1:
        yield problem((*path, missing[0]), f"is required beside {_other(missing[0])}")


def _other(name: str) -> str:
    return next(other for other in _CONDITIONS if other != name)
