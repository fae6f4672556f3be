"""KP301: a field that its type does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.path import spell
from kubeproof.rules.rule import Bad, Rule, When
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_POD = (
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n"
    "      image: nginx:1.27\n{}\n"
)


class UnknownField(Rule):
    """The field does not exist where it stands: misspelt, or one level too high or too low.

    `kubectl` refuses it (`--validate=strict` is the default); without validation the server drops it without a word,
    and the object does not do what the manifest says.

    Source: strict field validation of the API server, `unknown field "spec.x"`.
    """

    code = "KP301"
    name = "unknown-field"
    in_fragments = True
    when = When.VIOLATED
    good: ClassVar = (_POD.format("  terminationGracePeriodSeconds: 5"),)
    bad: ClassVar = (
        Bad(
            _POD.format("      terminationGracePeriodSeconds: 5"),
            _POD.format("  terminationGracePeriodSeconds: 5"),
        ),
    )

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at each such key."""
        for violation in subject.violations:
            if violation.sort == "unknown field":
                message = f'unknown field "{spell(violation.path)}"{_hint(subject, violation.path)}'
                yield Problem(violation.path, message, "key")


def _hint(subject: Subject, path: FieldPath) -> str:
    """Where the field belongs, or how it is spelt."""
    name = str(path[-1])
    for depth in range(len(path) - 2, -1, -1):
        if name in _fields(subject, path[:depth]):
            return f"; it belongs further up: {spell((*path[:depth], name))}"
    likely = nearest(name, _fields(subject, path[:-1]))
    return f"; did you mean {likely}?" if likely else ""


def _fields(subject: Subject, path: FieldPath) -> dict[str, object]:
    schema = subject.catalog.schema_at(subject.type_name, path) if subject.type_name else None
    fields: dict[str, object] = schema.get("properties", {}) if schema else {}
    return fields
