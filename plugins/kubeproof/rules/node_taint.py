"""KP803: a taint that cannot be one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.names import label_value_fault, qualified_name_fault
from kubeproof.manifest.path import spell
from kubeproof.manifest.pods import entries, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_TAINT = "    - key: {}\n      effect: {}\n"
_NODE = "apiVersion: v1\nkind: Node\nmetadata:\n  name: worker-1\nspec:\n  taints:\n{}"
_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")


class NodeTaint(TypeRule):
    """A taint has the key and the value of a label and an effect; a key has each effect once.

    Source: `validateNodeTaints`, https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/.
    """

    code = "KP803"
    name = "node-taint"
    good: ClassVar = (_NODE.format(_TAINT.format("gpu", "NoSchedule") + _TAINT.format("gpu", "NoExecute")),)
    bad: ClassVar = (
        Bad(_NODE.format(_TAINT.format("gpu", "NoScheduling"))),
        Bad(_NODE.format(_TAINT.format("my gpu", "NoSchedule"))),
        Bad(_NODE.format(_TAINT.format("gpu", "NoSchedule") * 2)),
    )
    types: ClassVar = ("core.NodeSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each part of each taint, and for each repeated one."""
        del subject
        seen: set[tuple[str, str]] = set()
        for index, taint in entries(value, "taints"):
            here = (*path, "taints", index)
            key, effect = text(taint, "key"), text(taint, "effect")
            yield from _taint_problems(taint, here)
            if (key, effect) in seen:
                yield Problem(here, f'"{spell(here)}" repeats the key "{key}" with the effect {effect}')
            seen.add((key, effect))


def _taint_problems(taint: Fields, path: FieldPath) -> Iterator[Problem]:
    key, value, effect = text(taint, "key"), text(taint, "value"), text(taint, "effect")
    if fault := qualified_name_fault(key):
        yield Problem((*path, "key"), f'"{spell((*path, "key"))}" {fault}')
    if fault := label_value_fault(value):
        yield Problem((*path, "value"), f'"{spell((*path, "value"))}" {fault}')
    if effect not in _EFFECTS:
        known = ", ".join(_EFFECTS)
        found = f', not "{effect}"' if effect else ""
        yield Problem((*path, "effect"), f'"{spell((*path, "effect"))}" must be one of {known}{found}')
