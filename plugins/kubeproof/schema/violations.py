"""What a value has against its schema, in terms of Kubernetes."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from kubeproof.schema.catalog import POD_SPEC
from kubeproof.schema.visits import Visits, short_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import jsonschema_rs

    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema.catalog import Catalog

Sort = Literal[
    "unknown field",
    "wrong type",
    "missing field",
    "not allowed",
    "out of range",
    "constraint",
    "duplicate",
    "rule",
    "unchecked rules",
    "other",
]

_SORTS: dict[str, Sort] = {
    "type": "wrong type",
    "enum": "not allowed",
    "minimum": "out of range",
    "maximum": "out of range",
}

FAULTS = {
    "anyOf": "fits none of the alternatives of its definition (anyOf)",
    "exclusiveMaximum": "must be less than {}",
    "exclusiveMinimum": "must be more than {}",
    "format": "must have the form {}",
    "maxItems": "must have at most {} items",
    "maxLength": "must have at most {} characters",
    "maxProperties": "must have at most {} entries",
    "minItems": "must have at least {} items",
    "minLength": "must have at least {} characters",
    "minProperties": "must have at least {} entries",
    "multipleOf": "must be a multiple of {}",
    "not": "is what its definition excludes (not)",
    "oneOf": "must fit exactly one of the alternatives of its definition (oneOf)",
    "pattern": "must match the regular expression {}",
}
"""What is wrong, as the end of a sentence, by the keyword of JSON Schema."""


class Violation(NamedTuple):
    """One way in which a value does not fit its schema.

    Attributes:
        sort: what is wrong.
        path: the field that is wrong; for a missing or unknown field, that field.
        detail: the types or values that are allowed, the bound, or None.
        value: what stands there; None for a missing field.
        message: the validator's words, for sorts without words of our own.
    """

    sort: Sort
    path: FieldPath
    detail: Any
    value: Any
    message: str


def violations(catalog: Catalog, name: str, value: object) -> Iterator[Violation]:
    """All that a value has against a type of a catalog; nothing if the API server can decode it."""
    if name in catalog.own_types:
        yield from catalog.own_types[name].violations(value, catalog)
        return
    yield from schema_violations(catalog.validator(name), value)
    for _, path, pod in _pods(catalog).find(name, value):
        if path:
            for found in schema_violations(catalog.validator(POD_SPEC), pod):
                yield found._replace(path=(*path, *found.path))


@lru_cache(maxsize=64)
def _pods(catalog: Catalog) -> Visits:
    """The ways to the Pods in objects."""
    return Visits(catalog, frozenset({short_name(POD_SPEC)}))


def schema_violations(validator: jsonschema_rs.Draft202012Validator, value: object) -> Iterator[Violation]:
    """All that a value has against a JSON schema."""
    if validator.is_valid(value):
        return
    for error in validator.iter_errors(value):
        path: FieldPath = tuple(error.instance_path)
        detail = error.kind.value
        if error.kind.name == "additionalProperties":
            instance: Any = error.instance
            for key in detail:
                yield Violation("unknown field", (*path, key), None, instance.get(key), error.message)
        elif error.kind.name == "required":
            yield Violation("missing field", (*path, str(detail)), None, None, error.message)
        elif error.kind.name == "enum" and not _is_word(error.instance, detail):
            yield _other_value(path, error.instance, detail)
        elif error.kind.name in FAULTS:
            yield Violation("constraint", path, FAULTS[error.kind.name].format(detail), error.instance, error.message)
        else:
            yield Violation(_SORTS.get(error.kind.name, "other"), path, detail, error.instance, error.message)


def _is_word(value: object, allowed: Iterable[object]) -> bool:
    return isinstance(value, str) and all(each is None or isinstance(each, str) for each in allowed)


def _other_value(path: FieldPath, value: Any, allowed: Any) -> Violation:  # noqa: ANN401 - any YAML value
    """A number, or something else that is no text, which is none of the allowed values."""
    choice = ", ".join(json.dumps(each) for each in allowed)
    return Violation("constraint", path, f"must be one of {choice}, not {json.dumps(value)}", value, "enum")
