"""KP805: a runtime class with a handler, an overhead or labels that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.names import dns_label_fault
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import items, part
from kubeproof.manifest.quota_resources import amount_fault
from kubeproof.manifest.resources import STANDARD, is_huge_pages, page_size_divides, resource_name_fault
from kubeproof.manifest.selectors import labels_faults
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_CLASS = "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata:\n  name: micro-vm\nhandler: {}\n"
_OVERHEAD = "kata\noverhead:\n  podFixed:\n    {}"
_ABSENT = "absent"  # another rule's: a missing handler


class RuntimeClass(TypeRule):
    """A runtime class names a handler of the container runtime, in small letters, digits and `-`.

    Its overhead is made of resources that containers have, and its node selector is made of labels.

    Source: `ValidateRuntimeClass`, https://kubernetes.io/docs/concepts/containers/runtime-class/.
    """

    code = "KP805"
    name = "runtime-class"
    good: ClassVar = (_CLASS.format(_OVERHEAD.format("memory: 96Mi")),)
    bad: ClassVar = (
        Bad(_CLASS.format('""')),
        Bad(_CLASS.format("Kata_FC")),
        Bad(_CLASS.format(_OVERHEAD.format("memory: -96Mi"))),
        Bad(_CLASS.format("kata\nscheduling:\n  nodeSelector:\n    runtime: kata fc")),
    )
    types: ClassVar = ("node.RuntimeClass",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for the handler, for each resource and for each label."""
        del subject
        handler = value.get("handler", _ABSENT) or ""
        if isinstance(handler, str) and (fault := dns_label_fault(handler)):
            yield Problem((*path, "handler"), f'"handler" is "{handler}", which {fault}')
        yield from _overhead_problems(part(value, "overhead", "podFixed"), (*path, "overhead", "podFixed"))
        scheduling, here = part(value, "scheduling"), (*path, "scheduling")
        for at, message in labels_faults(part(scheduling, "nodeSelector"), (*here, "nodeSelector")):
            yield Problem(at, message)
        tolerations = items(scheduling, "tolerations")
        for index, toleration in enumerate(tolerations):
            if toleration in tolerations[:index]:
                at = (*here, "tolerations", index)
                yield Problem(at, f'"{spell(at)}" repeats an earlier toleration')


def _overhead_problems(amounts: Fields, path: FieldPath) -> Iterator[Problem]:
    for name, amount in amounts.items():
        if fault := resource_name_fault(name) or amount_fault(name, amount):
            yield Problem((*path, name), f'"{spell((*path, name))}" {fault}')
        elif not page_size_divides(name, amount):
            yield Problem((*path, name), f'"{spell((*path, name))}" must be a whole number of pages, not {amount}')
    if any(map(is_huge_pages, amounts)) and not amounts.keys() & set(STANDARD[:2]):
        yield Problem(path, f'"{spell(path)}" has huge pages without cpu or memory; add one of them')
