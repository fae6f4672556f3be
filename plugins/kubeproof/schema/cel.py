"""The validation rules of custom resources, written in the Common Expression Language (CEL).

What cannot be judged for sure is not judged: a rule with a function that is not known here, a rule about a time (the
library cannot take one), a rule about what was there before (`oldSelf`), and an evaluation that goes wrong in a way
that may be ours.

Source: `k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/validation.go`.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kubeproof.manifest.fields import maps, text
from kubeproof.manifest.structural import nodes
from kubeproof.schema.cel_functions import SURE, compiled, is_available
from kubeproof.schema.cel_values import LEFT_OUT, as_cel
from kubeproof.schema.custom_values import inner_schema
from kubeproof.schema.violations import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema.catalog import Schema

_RULES = "x-kubernetes-validations"
_WORD = re.compile(r"[A-Za-z_]\w*")
_STEP = re.compile(r"\.([^.\[\]]+)|\['((?:[^'\\]|\\.)*)'\]")


class RuleChecker:
    """All rules of a schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    @cached_property
    def _any(self) -> bool:
        return any(node.schema.get(_RULES) for node in nodes(self._schema, ()))

    @cached_property
    def unchecked(self) -> tuple[Violation, ...]:
        """What to say about the rules that are not evaluated: all of them without the library, or single ones."""
        if self._any and not is_available():
            return (Violation("unchecked rules", ("kind",), None, None, "no library"),)
        found = (
            text(rule, "rule").strip() for node in nodes(self._schema, ()) for _, rule in maps(node.schema, _RULES)
        )
        unknown = (each for each in found if each and "oldSelf" not in each and compiled(each) is None)
        return tuple(Violation("unchecked rules", ("kind",), each, None, each) for each in dict.fromkeys(unknown))

    def broken(self, value: dict[str, Any]) -> Iterator[Violation]:
        """The rules that an object breaks. The object fits the schema otherwise."""
        if self._any and is_available():
            yield from _broken(value, self._schema, ())


def _broken(value: Any, schema: Schema, path: FieldPath) -> Iterator[Violation]:  # noqa: ANN401 - any YAML value
    """The rules of a value and of those in it; rules are about values that are there, so not about null."""
    if value is None:
        return
    own = [rule for _, rule in maps(schema, _RULES)]
    own += [rule for _, each in maps(schema, "allOf") for _, rule in maps(each, _RULES)]
    if own:
        yield from _judged(value, own, schema, path)
    steps: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in steps:
        inner = inner_schema(schema, step)
        if inner:
            yield from _broken(item, inner, (*path, step))


def _judged(value: Any, rules: list[Schema], schema: Schema, path: FieldPath) -> Iterator[Violation]:  # noqa: ANN401 - any YAML value
    left_out: set[str] = set()
    data = as_cel(value, schema, left_out, is_root=not path)
    if data is LEFT_OUT:
        return
    for rule in rules:
        expression = text(rule, "rule").strip()
        words = set(_WORD.findall(expression))
        if expression and "oldSelf" not in words and left_out.isdisjoint(words) and _fails(expression, data):
            place = (*path, *(one or two for one, two in _STEP.findall(text(rule, "fieldPath"))))
            yield Violation("rule", place, _message(rule, data), value, expression)


def _fails(expression: str, data: Any) -> bool:  # noqa: ANN401 - any JSON value
    program = compiled(expression)
    if program is None:
        return False
    result = program.eval(data={"self": data})
    if result.type().name() == "ERROR":
        return bool(SURE.search(str(result.value())))
    return result.value() is False


def _message(rule: Schema, data: Any) -> str:  # noqa: ANN401 - any JSON value
    """What the rule says for itself; the rule as it is if it says nothing."""
    expression = text(rule, "messageExpression").strip()
    program = compiled(expression) if expression else None
    said = program.eval(data={"self": data}).value() if program else None
    if isinstance(said, str) and said.strip() and "\n" not in said:
        return said.strip()
    return text(rule, "message").strip() or f"failed rule: {' '.join(text(rule, 'rule').split())}"
