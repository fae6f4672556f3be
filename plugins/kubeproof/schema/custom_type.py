"""One version of a custom resource, and all that the server has against an object of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from kubeproof.manifest.fields import child, number, text
from kubeproof.manifest.structural import has_status
from kubeproof.schema.cel import RuleChecker
from kubeproof.schema.custom_formats import FORMATS
from kubeproof.schema.custom_lists import structure_faults
from kubeproof.schema.custom_shape import EMBEDDED, value_schema
from kubeproof.schema.custom_values import completed, inner_schema, unknown_fields
from kubeproof.schema.violations import Violation, schema_violations, violations

if TYPE_CHECKING:
    from collections.abc import Iterator

    import jsonschema_rs

    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema.catalog import Catalog, Schema

_METADATA = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
_LARGEST_SCALE = 2**31 - 1


class CustomType:
    """One version of a kind, made from the item of `spec.versions` that describes it."""

    def __init__(self, version: dict[str, Any]) -> None:
        self.schema: Schema = child(version, "schema", "openAPIV3Schema")
        self._keeps_status_apart = has_status(version)
        self._scale = child(version, "subresources", "scale")

    @cached_property
    def _validator(self) -> jsonschema_rs.Draft202012Validator:
        import jsonschema_rs  # noqa: PLC0415 - a run that finds all in its cache needs no validator

        return jsonschema_rs.Draft202012Validator(
            value_schema(self.schema),
            formats=FORMATS,
            validate_formats=True,
            pattern_options=jsonschema_rs.RegexOptions(),
        )

    @cached_property
    def is_usable(self) -> bool:
        """Whether values can be held against the schema: it may be one that no server takes."""
        import jsonschema_rs  # noqa: PLC0415 - as above

        try:
            return self._validator is not None
        except (ValueError, TypeError, AttributeError, jsonschema_rs.ValidationError):
            return False

    @cached_property
    def _rules(self) -> RuleChecker:
        return RuleChecker(self.schema)

    def violations(self, value: object, catalog: Catalog) -> Iterator[Violation]:
        """All that an object has against it, in one pass; its own rules come last, if the rest of it is right.

        Source: `customResourceStrategy.Validate` in `k8s.io/apiextensions-apiserver`.
        """
        if not isinstance(value, dict):
            return
        found = [
            Violation("unknown field", path, None, None, "unknown field") for path in unknown_fields(value, self.schema)
        ]
        found += _metadata_faults(value, self.schema, (), catalog)
        whole = completed(value, self.schema)
        if self._keeps_status_apart:
            whole.pop("status", None)
        found += schema_violations(self._validator, whole)
        found += structure_faults(whole, self.schema)
        found += self._scale_faults(whole)
        seen = {(each.sort, each.path): each for each in found}
        yield from seen.values()
        yield from self._rules.unchecked
        if not seen:
            yield from self._rules.broken(whole)

    def _scale_faults(self, value: dict[str, Any]) -> Iterator[Violation]:
        """The numbers of replicas of what can be scaled."""
        for name in ("specReplicasPath", "statusReplicasPath"):
            path: FieldPath = tuple(step for step in text(self._scale, name).split(".") if step)
            replicas = number(child(value, *map(str, path[:-1])), str(path[-1])) if path else None
            if replicas is not None and not 0 <= replicas <= _LARGEST_SCALE:
                bound = 0 if replicas < 0 else _LARGEST_SCALE
                yield Violation("out of range", path, bound, replicas, "scale")


def _metadata_faults(value: Any, schema: Schema, path: FieldPath, catalog: Catalog) -> Iterator[Violation]:  # noqa: ANN401 - any YAML value
    """What is wrong with the types and names of the fields of metadata, here and in the objects inside the object."""
    if isinstance(value, dict) and (not path or schema.get(EMBEDDED) is True) and "metadata" in value:
        for found in violations(catalog, _METADATA, value["metadata"]):
            place = (*path, "metadata", *found.path)
            yield Violation(found.sort, place, found.detail, found.value, found.message)
    if isinstance(value, (dict, list)):
        steps: Any = enumerate(value) if isinstance(value, list) else value.items()
        for step, item in steps:
            inner = inner_schema(schema, step)
            if inner:
                yield from _metadata_faults(item, inner, (*path, step), catalog)
