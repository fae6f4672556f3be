"""What is wrong with a custom resource beyond single values: lists that are sets or maps, and objects inside it.

Source: `k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype` and `objectmeta`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from kubeproof.manifest.fields import text
from kubeproof.manifest.names import dns_1035_fault, path_segment_fault
from kubeproof.manifest.selectors import labels_faults
from kubeproof.schema.custom_shape import EMBEDDED
from kubeproof.schema.custom_values import inner_schema
from kubeproof.schema.violations import Violation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema.catalog import Schema

_LIST_TYPE, _KEYS = "x-kubernetes-list-type", "x-kubernetes-list-map-keys"
_API_VERSION = re.compile(r"[^/]*(?:/[^/]*)?")


def structure_faults(value: Any, schema: Schema, path: FieldPath = ()) -> Iterator[Violation]:  # noqa: ANN401 - any YAML value
    """Items that a set or map has twice, and what is wrong with the type and metadata of objects inside the object."""
    if isinstance(value, list):
        yield from _repeated(value, schema, path)
        steps: Iterable[tuple[str | int, Any]] = enumerate(value)
    elif isinstance(value, dict):
        if schema.get(EMBEDDED) is True:
            yield from _object_faults(value, path)
        steps = value.items()
    else:
        return
    for step, inner in steps:
        below = inner_schema(schema, step)
        if below:
            yield from structure_faults(inner, below, (*path, step))


def _repeated(value: list[Any], schema: Schema, path: FieldPath) -> Iterator[Violation]:
    sort = schema.get(_LIST_TYPE)
    if sort not in ("set", "map"):
        return
    keys = [key for key in schema.get(_KEYS, ()) if isinstance(key, str)]
    first: dict[str, int] = {}
    for index, item in enumerate(value):
        if sort == "map" and not isinstance(item, dict):
            continue
        own = {key: item[key] for key in keys if key in item} if sort == "map" else item
        name = json.dumps(own, sort_keys=True)
        if name in first:
            earlier = (*path, first[name])
            yield Violation("duplicate", (*path, index), (earlier, keys if sort == "map" else []), own, "repeated")
        first.setdefault(name, index)


def _object_faults(value: dict[str, Any], path: FieldPath) -> Iterator[Violation]:
    """The type and the metadata of an object; the rest of it is described by its schema."""
    for field in ("apiVersion", "kind"):
        if value.get(field) in (None, ""):
            yield Violation("missing field", (*path, field), None, None, "required")
    api_version, kind = text(value, "apiVersion"), text(value, "kind")
    if not _API_VERSION.fullmatch(api_version):
        yield _fault((*path, "apiVersion"), f'is "{api_version}"; write a version or group/version')
    if kind and (fault := dns_1035_fault(kind.lower())):
        yield _fault((*path, "kind"), f'is "{kind}", which {fault}')
    metadata = value.get("metadata")
    if not isinstance(metadata, dict):
        return
    if fault := path_segment_fault(text(metadata, "name")):
        yield _fault((*path, "metadata", "name"), f'is "{metadata["name"]}", which {fault}')
    for place, message in labels_faults(metadata.get("labels"), (*path, "metadata", "labels")):
        yield Violation("constraint", place, None, None, message)


def _fault(path: FieldPath, fault: str) -> Violation:
    return Violation("constraint", path, fault, None, "")
