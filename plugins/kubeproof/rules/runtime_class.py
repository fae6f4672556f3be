"""KP805: a runtime class with a handler, an overhead or labels that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.names import dns_label_fault
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import part
from kubeproof.manifest.quota_resources import amount_fault
from kubeproof.manifest.resources import resource_name_fault
from kubeproof.manifest.selectors import labels_faults
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_CLASS = "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata:\n  name: micro-vm\nhandler: {}\n"
_OVERHEAD = "kata\noverhead:\n  podFixed:\n    {}"


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
        handler = value.get("handler")
        if isinstance(handler, str) and (fault := dns_label_fault(handler)):
            yield Problem((*path, "handler"), f'"handler" is "{handler}", which {fault}')
        fixed = (*path, "overhead", "podFixed")
        for name, amount in part(value, "overhead", "podFixed").items():
            if fault := resource_name_fault(name) or amount_fault(name, amount):
                yield Problem((*fixed, name), f'"{spell((*fixed, name))}" {fault}')
        labels = part(value, "scheduling", "nodeSelector")
        for at, message in labels_faults(labels, (*path, "scheduling", "nodeSelector")):
            yield Problem(at, message)
