"""KP615: a claim template of a StatefulSet that names no volume."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import required, wrong
from kubeproof.manifest.names import dns_label_fault
from kubeproof.manifest.values import mappings, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule
from kubeproof.rules.workload_examples import deployment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_TEMPLATES = (
    "volumeClaimTemplates:\n  - metadata:\n      name: {}\n    spec:\n      accessModes: [ReadWriteOnce]\n"
    "      resources:\n        requests:\n          storage: 1Gi"
)


class ClaimTemplateName(TypeRule):
    """A claim template of a StatefulSet is also a volume of its Pods, so its name is a DNS label.

    Source: `volumesToAddForTemplates` and `ValidateVolumes`; see
    https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates.
    """

    code = "KP615"
    name = "claim-template-name"
    good: ClassVar = (deployment(_TEMPLATES.format("data"), kind="StatefulSet"),)
    bad: ClassVar = (
        Bad(deployment(_TEMPLATES.format("my_data"), kind="StatefulSet")),
        Bad(deployment(_TEMPLATES.format('""'), kind="StatefulSet")),
    )
    types: ClassVar = ("apps.StatefulSetSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each name that is missing or malformed."""
        del subject
        for index, template in mappings(value, "volumeClaimTemplates"):
            name, here = text(template, "metadata", "name"), (*path, "volumeClaimTemplates", index, "metadata", "name")
            if not name:
                yield required(here)
            elif fault := dns_label_fault(name):
                yield wrong(here, f'is "{name}", which {fault}')
