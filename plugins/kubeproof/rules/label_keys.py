"""KP552: keys of labels to match that do not go with the selector."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.names import qualified_name_fault
from kubeproof.manifest.pods import entries, has, items, part, text
from kubeproof.rules.feature_gates import enabled
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SAME, _OTHER = "matchLabelKeys", "mismatchLabelKeys"
_GATES = {"core.PodAffinityTerm": "matchLabelKeys", "core.TopologySpreadConstraint": "spreadLabelKeys"}
_SPREAD = (
    "topologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: kubernetes.io/hostname\n"
    "    whenUnsatisfiable: DoNotSchedule\n    matchLabelKeys: [pod-template-hash]\n"
)
_SELECTOR = "    labelSelector:\n      matchLabels:\n        app: web"
_TWICE = (
    "\n      matchLabels:\n        pod-template-hash: a\n      matchExpressions:\n"
    "        - key: pod-template-hash\n          operator: Exists"
)


class LabelKeys(TypeRule):
    """`matchLabelKeys` or `mismatchLabelKeys` stand without a selector, or ask for one key twice.

    They narrow the `labelSelector`, so there has to be one; a key that both of them have, or that the selector has as
    well, could match nothing more.

    Source: `ValidateMatchLabelKeysAndMismatchLabelKeys` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP552"
    name = "label-keys"
    good: ClassVar = (pod(spec=_SPREAD + _SELECTOR),)
    bad: ClassVar = (Bad(pod(spec=_SPREAD)), Bad(pod(spec=_SPREAD + f"    labelSelector:{_TWICE}")))
    types: ClassVar = tuple(_GATES)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each key, or for all without a selector."""
        if not enabled(_GATES[subject.visiting], subject):
            return
        for name in (_SAME, _OTHER):
            keys = items(value, name)
            if keys and not has(value, "labelSelector"):
                yield problem((*path, name), "needs a labelSelector")
            for index, key in enumerate(keys):
                if isinstance(key, str) and (fault := qualified_name_fault(key)):
                    yield problem((*path, name, index), f'is "{key}", which {fault}')
        for index, key in enumerate(items(value, _SAME)):
            if where := _elsewhere(key, value, subject):
                yield problem((*path, _SAME, index), f'is "{key}", which {where} has as well')


def _elsewhere(key: object, value: Fields, subject: Subject) -> str | None:
    """Where a key stands again, as the server finds it.

    It adds the keys to the expressions of a Pod with such labels, and then looks whether one of them stands twice. In
    a template nothing is added, so the key has to be in the selector twice. Constraints before 1.34: once is enough.
    """
    if not isinstance(key, str):
        return None
    selector = part(value, "labelSelector")
    expressions = sum(text(expression, "key") == key for _, expression in entries(selector, "matchExpressions"))
    if subject.kind == "Pod" and key in part(subject.value, "metadata", "labels"):
        expressions += items(value, _SAME).count(key)
    times = expressions + (key in part(selector, "matchLabels"))
    merges = subject.visiting == "core.PodAffinityTerm" or enabled("selectorMerge", subject)
    if times > 1 and expressions if merges else times:
        return "labelSelector"
    return _OTHER if key in items(value, _OTHER) else None
