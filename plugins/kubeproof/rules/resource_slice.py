"""KP888: a ResourceSlice, the devices that a driver offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, entries, maps, number, repeated, text
from kubeproof.manifest.names import dns_label_fault, dns_subdomain_fault
from kubeproof.manifest.path import spell
from kubeproof.rules.device_examples import resource_slice
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_NODES = ("nodeName", "nodeSelector", "allNodes", "perDeviceNodeSelection")
_VALUES = ("bool", "int", "string", "version", "bools", "ints", "strings", "versions")
_MOST_DEVICES = 128
_LONGEST_DRIVER = 63
_LONGEST_POOL = 253


class ResourceSliceFields(TypeRule):
    """A slice says on which nodes its devices are, in one way, and names driver, pool and devices.

    Each attribute of a device has one value; there are at most 128 devices.

    Source: `validateResourceSliceSpec` in `pkg/apis/resource/validation/validation.go`.
    """

    code = "KP888"
    name = "resource-slice"
    good: ClassVar = (resource_slice(),)
    bad: ClassVar = (
        Bad(resource_slice(nodes="nodeName: node-1\n  allNodes: true")),
        Bad(resource_slice(count=0)),
        Bad(resource_slice(attribute="{string: a100, int: 100}")),
    )
    types: ClassVar = ("resource.ResourceSliceSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong field."""
        del subject
        given = [name for name in _NODES if value.get(name) not in (None, "", False)]
        if len(given) != 1:
            has = " and ".join(given) or "none"
            yield problem(path, f"needs exactly one of {', '.join(_NODES)}, and has {has}")
        driver = text(value, "driver")
        fault = dns_subdomain_fault(driver.lower()) if driver else None
        if fault or len(driver) > _LONGEST_DRIVER:
            yield problem((*path, "driver"), fault or f"must be no more than {_LONGEST_DRIVER} characters")
        if (node := text(value, "nodeName")) and (fault := dns_subdomain_fault(node)):
            yield problem((*path, "nodeName"), f'is "{node}", which {fault}')
        terms = maps(child(value, "nodeSelector"), "nodeSelectorTerms")
        if len(terms) > 1:
            yield problem((*path, "nodeSelector", "nodeSelectorTerms"), f"must have one term, and has {len(terms)}")
        sets = [
            ((*path, "sharedCounters", index, "name"), text(each, "name"))
            for index, each in maps(value, "sharedCounters")
        ]
        for here, first, name in repeated(sets):
            yield problem(here, f'is "{name}", as is {spell(first)}; each set of counters needs a name of its own')
        yield from _pool_problems(child(value, "pool"), (*path, "pool"))
        yield from _device_problems(value, (*path, "devices"))


def _pool_problems(pool: Fields, path: FieldPath) -> Iterator[Problem]:
    name, count, generation = text(pool, "name"), number(pool, "resourceSliceCount"), number(pool, "generation")
    faults = [fault for part in name.split("/") if (fault := dns_subdomain_fault(part))] if name else []
    if len(name) > _LONGEST_POOL or faults:
        yield problem((*path, "name"), faults[0] if faults else f"must be no more than {_LONGEST_POOL} characters")
    if count is not None and count <= 0:
        yield problem((*path, "resourceSliceCount"), f"must be positive, not {count}")
    if generation is not None and generation < 0:
        yield problem((*path, "generation"), f"must be 0 or more, not {generation}")


def _device_problems(spec: Fields, path: FieldPath) -> Iterator[Problem]:
    devices = maps(spec, "devices")
    if len(devices) > _MOST_DEVICES:
        yield problem(path, f"must not have more than {_MOST_DEVICES} entries, and has {len(devices)}")
    names = [((*path, index, "name"), text(device, "name")) for index, device in devices]
    for here, name in names:
        if name and (fault := dns_label_fault(name)):
            yield problem(here, f'is "{name}", which {fault}')
    for here, first, name in repeated(names):
        yield problem(here, f'is "{name}", as is {spell(first)}; each device needs a name of its own')
    for index, device in devices:
        attributes = child(device, "basic") or device  # v1beta1 has them one level down
        for key, attribute in entries(attributes, "attributes"):
            given = [name for name in _VALUES if attribute.get(name) is not None]
            if len(given) != 1:
                here = (*path, index, *(("basic",) if attributes is not device else ()), "attributes", key)
                yield problem(here, f"must have exactly one value, and has {' and '.join(given) or 'none'}")
