"""KP302: a value of the wrong type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.rules.rule import Bad, Rule, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject
    from kubeproof.schema.violations import Violation

_NAMES = {
    "string": "a string",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "object": "a map",
    "array": "a list",
}
_BYTES = ["string", "array"]  # the server takes a list of numbers, which nobody writes
_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  limit: {}\n"


class WrongType(Rule):
    """The value is of another type than the field: text for a number, a map for a list, and so on.

    YAML decides the type by the look of a value: `10`, `true`, `yes` and `1.10` are no text unless they are quoted.

    Source: the API server's decoder, `cannot unmarshal number into Go struct field`.
    """

    code = "KP302"
    name = "wrong-type"
    in_fragments = True
    when = When.VIOLATED
    good: ClassVar = (_MAP.format('"10"'),)
    bad: ClassVar = (Bad(_MAP.format("10"), _MAP.format('"10"')),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at each such value."""
        for violation in subject.violations:
            if violation.sort == "wrong type":
                yield Problem(violation.path, _message(violation))


def _message(violation: Violation) -> str:
    types = [name for name in violation.detail if name != "null"]
    if types == _BYTES:
        types = types[:1]
    wanted = " or ".join(_NAMES[name] for name in types)
    return f'"{spell(violation.path)}" wants {wanted}, not {_kind_of(violation.value)}'


def _kind_of(value: Any) -> str:  # noqa: ANN401 - any YAML value
    if isinstance(value, bool):
        return f"the boolean {'true' if value else 'false'}"
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if isinstance(value, str):
        return f'the string "{value}"' if len(value) < 40 and "\n" not in value else "a string"  # noqa: PLR2004 - legible
    return "a list" if isinstance(value, list) else "a map" if isinstance(value, dict) else "null"
