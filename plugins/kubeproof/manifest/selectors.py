"""What the API server has against a label selector.

Source: `ValidateLabelSelector` in `k8s.io/apimachinery/pkg/apis/meta/v1/validation`; see
https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kubeproof.manifest.names import label_value_fault, qualified_name_fault
from kubeproof.manifest.path import spell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath

Fault = tuple["FieldPath", str]

_WITH_VALUES = ("In", "NotIn")
_WITHOUT_VALUES = ("Exists", "DoesNotExist")


def selector_faults(selector: object, path: FieldPath) -> Iterator[Fault]:
    """What is wrong with a LabelSelector (`matchLabels`, `matchExpressions`): paths and messages.

    Values of the wrong type are passed over.
    """
    if not isinstance(selector, dict):
        return
    yield from labels_faults(selector.get("matchLabels"), (*path, "matchLabels"))
    expressions = selector.get("matchExpressions")
    for index, expression in enumerate(expressions if isinstance(expressions, list) else ()):
        if isinstance(expression, dict):
            yield from expression_faults(expression, (*path, "matchExpressions", index))


def labels_faults(labels: object, path: FieldPath) -> Iterator[Fault]:
    """What is wrong with a map of labels: paths and messages."""
    for key, value in labels.items() if isinstance(labels, dict) else ():
        here = (*path, key)
        if fault := qualified_name_fault(key):
            yield here, f'the label\'s key "{key}" in "{spell(path)}" {fault}'
        if isinstance(value, str) and (fault := label_value_fault(value)):
            yield here, f'the label "{spell(here)}" has the value "{value}", which {fault}'


def expression_faults(expression: dict[str, Any], path: FieldPath, *, foreign: bool = False) -> Iterator[Fault]:
    """What is wrong with a key, an operator and values.

    Args:
        expression: the three of them.
        path: where they stand.
        foreign: whether the operator may be one that this server does not know.
    """
    key = expression.get("key") or ""
    if isinstance(key, str) and (fault := qualified_name_fault(key)):
        yield (*path, "key"), f'"{spell((*path, "key"))}" {fault}'
    yield from operator_faults(expression, path, foreign=foreign)
    values = expression.get("values")
    for index, value in enumerate(values if isinstance(values, list) else ()):
        if isinstance(value, str) and (fault := label_value_fault(value)):
            here = (*path, "values", index)
            yield here, f'"{spell(here)}" is "{value}", which {fault}'


def operator_faults(expression: dict[str, Any], path: FieldPath, *, foreign: bool = False) -> Iterator[Fault]:
    """What is wrong with an operator, and with values that it cannot do with."""
    operator, values = expression.get("operator") or "", expression.get("values")
    here = (*path, "values")
    if operator in _WITH_VALUES:
        if not values:
            yield here, f'"{spell(here)}" is required: the operator {operator} needs at least one value'
    elif operator in _WITHOUT_VALUES:
        if values:
            yield here, f'"{spell(here)}" must be left out: the operator {operator} takes no values'
    elif isinstance(operator, str) and not foreign:
        words = ", ".join((*_WITH_VALUES, *_WITHOUT_VALUES))
        yield (*path, "operator"), f'"{spell((*path, "operator"))}" must be one of {words}, not "{operator}"'
