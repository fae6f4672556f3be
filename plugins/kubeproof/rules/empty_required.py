"""KP306: a required field that is there and empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding.wording import required
from kubeproof.rules.empty_value import FIELDS
from kubeproof.rules.required_value import RequiredValue
from kubeproof.rules.rule import Bad, Rule
from kubeproof.schema.visits import short_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject
    from kubeproof.schema.catalog import Schema

_PREFIX = "#/$defs/"
_OWNER = (
    "apiVersion: v1\nkind: Secret\nmetadata:\n  name: till\n  ownerReferences:\n  - apiVersion: v1\n    kind: Node\n"
)
_OWNER += "    name: {}\n    uid: 4a-1\n"
_CONTAINERS = (dict, list)
_EMPTY: tuple[object, ...] = ("", [], None)


class EmptyRequired(Rule):
    """A required field is null, an empty text or an empty list, which the API server reads as no value.

    Source: the API server's validation, `Required value`, for the fields that the OpenAPI document calls `required`.
    """

    code = "KP306"
    name = "empty-required"
    good: ClassVar = (_OWNER.format("node-1"),)
    bad: ClassVar = (Bad(_OWNER.format("null")), Bad(_OWNER.format("''")))

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at each such field, but for those that a rule of their own looks at."""
        if subject.type_name is not None and subject.survey.has_empty:
            schema: Schema = {"$ref": _PREFIX + subject.type_name}
            found: list[FieldPath] = []
            _collect(subject.catalog.definitions, schema, subject.value, (), found)
            yield from map(required, found)


def _collect(definitions: dict[str, Any], schema: Schema, value: Any, path: FieldPath, found: list[FieldPath]) -> None:  # noqa: ANN401 - any YAML value
    """Add the paths of the required fields that are empty inside a value."""
    name = schema["$ref"].removeprefix(_PREFIX) if "$ref" in schema else ""
    schema = definitions.get(name, schema)
    if isinstance(value, list):
        inner = schema.get("items", {})
        for index, item in enumerate(value):
            _collect(definitions, inner, item, (*path, index), found)
    elif isinstance(value, dict) and value:
        required_here = (field for field in schema.get("required", ()) if field in value and value[field] in _EMPTY)
        found += [(*path, field) for field in required_here if not _has_rule(name, field)]
        properties = schema.get("properties", {})
        other = schema.get("additionalProperties") or {}
        for key, item in value.items():
            if isinstance(item, _CONTAINERS) and (path or key != "status"):
                _collect(definitions, properties.get(key, other), item, (*path, key), found)


def _has_rule(definition: str, field: str) -> bool:
    short = short_name(definition)
    return field in RequiredValue.fields.get(short, ()) or field in FIELDS.get(short.removeprefix("core."), ())
