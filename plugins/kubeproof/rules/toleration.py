"""KP553: a toleration whose parts do not fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.names import label_value_fault
from kubeproof.manifest.pods import has, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_OPERATORS = ("Equal", "Exists")
_TOLERATION = "tolerations:\n  - key: dedicated\n    {}"


class Toleration(TypeRule):
    """A toleration's operator, key, value and effect contradict each other.

    `Exists` takes no value; without a key the operator is `Exists`; `tolerationSeconds` goes with the effect
    `NoExecute`. The operators `Gt` and `Lt` are off by default.

    Source: `ValidateTolerations` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP553"
    name = "toleration"
    lists_words = True
    good: ClassVar = (pod(spec=_TOLERATION.format("operator: Exists")),)
    bad: ClassVar = (
        Bad(pod(spec=_TOLERATION.format('operator: Exists\n    value: "true"'))),
        Bad(pod(spec=_TOLERATION.format("value: gpu\n    effect: NoSchedule\n    tolerationSeconds: 60"))),
        Bad(pod(spec="tolerations:\n  - operator: Equal\n    value: gpu")),
    )
    types: ClassVar = ("core.Toleration",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each contradiction."""
        del subject
        operator, effect = text(value, "operator"), text(value, "effect")
        if not text(value, "key") and operator != "Exists":
            yield problem((*path, "operator"), "must be Exists without a key; add the key or write Exists")
        if has(value, "tolerationSeconds") and effect != "NoExecute":
            yield problem((*path, "effect"), "must be NoExecute, because tolerationSeconds is set")
        yield from _value(text(value, "value"), operator, path)


def _value(value: str, operator: str, path: FieldPath) -> Iterator[Problem]:
    if operator == "Exists" and value:
        yield problem((*path, "value"), "must be left out: the operator Exists takes no value")
    elif operator in ("", "Equal") and (fault := label_value_fault(value)):
        yield problem((*path, "value"), f'is "{value}", which {fault}')
    elif operator and operator not in _OPERATORS:
        yield problem((*path, "operator"), f"must be {' or '.join(_OPERATORS)}, not {operator}")
