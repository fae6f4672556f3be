"""KP550: a condition for nodes that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.names import dns_subdomain_fault, label_value_fault
from kubeproof.manifest.pods import entries, has, items, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LISTED, _BARE, _COMPARED = ("In", "NotIn"), ("Exists", "DoesNotExist"), ("Gt", "Lt")
_NAME = "metadata.name"
_SOFT = "preference"
_TERM = (
    "affinity:\n  nodeAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      nodeSelectorTerms:\n"
    "        - matchExpressions:\n            - key: disk\n              operator: {}\n              values: {}"
)


class NodeAffinity(TypeRule):
    """The values of a condition for nodes do not fit its operator.

    `In` and `NotIn` need values, `Gt` and `Lt` one, `Exists` and `DoesNotExist` none. `matchFields` knows
    `metadata.name` only, `In` or `NotIn` one name. Values are values of labels, except in a preference.

    Source: `ValidateNodeSelectorTerm` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP550"
    name = "node-affinity"
    lists_words = True
    good: ClassVar = (pod(spec=_TERM.format("In", "[ssd]")),)
    bad: ClassVar = (
        Bad(pod(spec=_TERM.format("In", "[]"))),
        Bad(pod(spec=_TERM.format("Exists", "[ssd]"))),
        Bad(pod(spec=_TERM.format("Gt", '["1", "2"]'))),
    )
    types: ClassVar = ("core.NodeSelectorTerm",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each condition."""
        del subject
        for index, condition in entries(value, "matchExpressions"):
            here = (*path, "matchExpressions", index)
            yield from _operator(condition, here)
            if path[-1] != _SOFT:
                yield from _label_values(condition, here)
        for index, condition in entries(value, "matchFields"):
            yield from _field(condition, (*path, "matchFields", index))


def _operator(condition: Fields, path: FieldPath) -> Iterator[Problem]:
    operator, values = text(condition, "operator"), items(condition, "values")
    here = (*path, "values")
    if operator in _LISTED and not values:
        yield problem(here, f"is required: the operator {operator} needs at least one value")
    elif operator in _BARE and values:
        yield problem(here, f"must be left out: the operator {operator} takes no values")
    elif operator in _COMPARED and len(values) != 1:
        yield problem(here, f"must be one value: the operator {operator} compares with one, not {len(values)}")


def _label_values(condition: Fields, path: FieldPath) -> Iterator[Problem]:
    for index, value in enumerate(items(condition, "values")):
        if isinstance(value, str) and (fault := label_value_fault(value)):
            yield problem((*path, "values", index), f'is "{value}", which {fault}')


def _field(condition: Fields, path: FieldPath) -> Iterator[Problem]:
    operator, values = text(condition, "operator"), items(condition, "values")
    if has(condition, "key") and text(condition, "key") != _NAME:
        yield problem((*path, "key"), f'must be {_NAME}, not "{condition["key"]}"; labels go in matchExpressions')
    if operator in (*_BARE, *_COMPARED):
        yield problem((*path, "operator"), f"must be {' or '.join(_LISTED)} for a field, not {operator}")
    elif operator in _LISTED and len(values) != 1:
        yield problem((*path, "values"), f"must be one name, not {len(values)}")
    for index, value in enumerate(values):
        if isinstance(value, str) and (fault := dns_subdomain_fault(value)):
            yield problem((*path, "values", index), f'is "{value}", which {fault}')
