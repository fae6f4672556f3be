"""KP876: the fields by which a custom resource can be selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, maps, repeated, text
from kubeproof.manifest.path import spell
from kubeproof.manifest.structural import schema_at
from kubeproof.rules.crd_examples import crd
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.manifest.structural import Schema
    from kubeproof.rules.subject import Subject

_MOST = 8
_SCALARS = ("string", "boolean", "integer")
_SPEC = "type: object\nproperties:\n  size:\n    type: string\n  parts:\n    type: object\n"


class CrdSelectableField(TypeRule):
    """A selectable field is a text, a whole number or a boolean of the schema; a version has at most 8 of them.

    Source: `ValidateCustomResourceSelectableFields` in apiextensions-apiserver.
    """

    code = "KP876"
    name = "crd-selectable-field"
    good: ClassVar = (crd(_SPEC, version="selectableFields:\n  - jsonPath: .spec.size\n"),)
    bad: ClassVar = (
        Bad(crd(_SPEC, version="selectableFields:\n  - jsonPath: .spec.length\n")),
        Bad(crd(_SPEC, version="selectableFields:\n  - jsonPath: .spec.parts\n")),
    )
    types: ClassVar = ("apiextensions.CustomResourceDefinitionVersion",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each such field, one if there are too many."""
        del subject
        schema = child(value, "schema", "openAPIV3Schema")
        fields = maps(value, "selectableFields")
        found = [((*path, "selectableFields", index, "jsonPath"), text(field, "jsonPath")) for index, field in fields]
        for place, way in found:
            if way and (fault := _fault(way, schema)):
                yield problem(place, f'is "{way}", which {fault}')
        for place, first, way in repeated(found):
            yield problem(place, f'is "{way}", as is {spell(first)}')
        if len({way for _, way in found}) > _MOST:
            yield problem((*path, "selectableFields"), f"must not have more than {_MOST} entries")


def _fault(way: str, schema: Schema) -> str | None:
    if way.startswith(".metadata"):
        return "is metadata; name and namespace can be selected as they are"
    found = None if "[" in way else schema_at(schema, way)
    if found is None:
        return "is no field of the schema; write a path such as .spec.size"
    return None if found.get("type") in _SCALARS else f"must be of the type {', '.join(_SCALARS)}"
