"""KP804: a priority class whose value or name is reserved."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.pods import number, part, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_CLASS = "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata:\n  name: {}\nvalue: {}\n"
_LARGEST = 1_000_000_000
_SYSTEM = "system-"
_CRITICAL = {"system-node-critical": 2_000_001_000, "system-cluster-critical": 2_000_000_000}
_POLICIES = ("PreemptLowerPriority", "Never")


class PriorityClass(TypeRule):
    """A priority class has a value of at most 1,000,000,000 and a name that does not start with `system-`.

    More, and that prefix, are for the two classes that Kubernetes makes for its own parts. A class that does not
    preempt says so with `preemptionPolicy: Never`.

    Source: `ValidatePriorityClass`, https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/.
    """

    code = "KP804"
    name = "priority-class"
    good: ClassVar = (_CLASS.format("high", 1000000), _CLASS.format("system-node-critical", 2000001000))
    bad: ClassVar = (
        Bad(_CLASS.format("high", 2000000000)),
        Bad(_CLASS.format("system-high", 1000)),
        Bad(_CLASS.format("high", "1000\npreemptionPolicy: Always")),
    )
    types: ClassVar = ("scheduling.PriorityClass",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem each for the name, the value and the policy."""
        del subject
        name, worth = text(part(value, "metadata"), "name"), number(value, "value") or 0
        if name.startswith(_SYSTEM):
            if _CRITICAL.get(name) != worth or value.get("globalDefault"):
                message = (
                    f'"metadata.name" is "{name}", but names with "{_SYSTEM}" are reserved for Kubernetes\' own classes'
                )
                yield Problem((*path, "metadata", "name"), message)
        elif worth > _LARGEST:
            yield Problem((*path, "value"), f'"value" must be at most {_LARGEST}, not {worth}')
        policy = value.get("preemptionPolicy")
        if isinstance(policy, str) and policy not in _POLICIES:
            message = f'"preemptionPolicy" must be {" or ".join(_POLICIES)}, not "{policy}"'
            yield Problem((*path, "preemptionPolicy"), message)
