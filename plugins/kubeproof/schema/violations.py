"""What a value has against its schema, in terms of Kubernetes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema.catalog import Catalog

Sort = Literal["unknown field", "wrong type", "missing field", "not allowed", "out of range", "constraint", "duplicate", "rule", "unchecked rules", "other"]

_SORTS: dict[str, Sort] = {
    "type": "wrong type",
    "enum": "not allowed",
    "minimum": "out of range",
    "maximum": "out of range",
}


@dataclass(frozen=True, slots=True)
class Violation:
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
    validator = catalog.validator(name)
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
        else:
            yield Violation(_SORTS.get(error.kind.name, "other"), path, detail, error.instance, error.message)
