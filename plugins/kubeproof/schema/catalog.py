"""The kinds and types of one Kubernetes version."""

from __future__ import annotations

import json
import re
import zlib
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from kubeproof.schema.versions import load
from kubeproof.text.nearest import distance

if TYPE_CHECKING:
    from collections.abc import Iterator

    import jsonschema_rs

    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema.violations import Violation

Schema = dict[str, Any]
POD_SPEC = "io.k8s.api.core.v1.PodSpec"
_PREFIX = "#/$defs/"
_MISTYPED = 2
_EXPERIMENTAL = ".x-k8s.io"
_VERSION = re.compile(r"v\d+(?:(?:alpha|beta)\d+)?")
_FORM = re.compile(r"[\w.-]+/\w+")  # what a group and a version can be at all


class OwnType(Protocol):
    """A type that is checked in its own way."""

    schema: Schema
    """What its values are made of."""

    @property
    def is_usable(self) -> bool:
        """Whether values can be checked; if not, the kind counts as unknown."""

    def violations(self, value: object, catalog: Catalog) -> Iterator[Violation]:
        """All that an object of the type has against it."""


class Catalog:
    """What one Kubernetes version serves, and the fields of every type.

    Attributes:
        version: such as `1.36`.
        definitions: the schema of every type by its name in the OpenAPI document.
        kinds: the type of every kind that is served, by `apiVersion/Kind`.
        lists: the same of the kinds that are lists of objects, such as `v1/PodList`.
    """

    def __init__(
        self, version: str, definitions: dict[str, Schema], kinds: dict[str, str], lists: dict[str, str]
    ) -> None:
        self.version = version
        self.definitions = definitions
        self.kinds = kinds
        self.lists = lists
        self._served = frozenset(name.rpartition("/")[0] for name in kinds)
        self._groups = frozenset(group_of(name.rpartition("/")[0]) for name in kinds)
        self.own_types: dict[str, OwnType] = {}
        self._validators: dict[str, jsonschema_rs.Draft202012Validator] = {}
        self._references: dict[str, list[str]] = {}

    @cached_property
    def api_versions(self) -> dict[str, list[str]]:
        """The apiVersions that serve a kind, by the kind's name, stable ones first."""
        served: dict[str, list[str]] = {}
        for name in self.kinds:
            api_version, _, kind = name.rpartition("/")
            served.setdefault(kind, []).append(api_version)
        return {kind: sorted(names, key=_stability) for kind, names in served.items()}

    @property
    def groups(self) -> frozenset[str]:
        """The API groups that are served; the core group is the empty text."""
        return self._groups

    def type_of(self, api_version: object, kind: object) -> str | None:
        """The type's name of a kind, or None if this version does not serve it."""
        return self.kinds.get(f"{api_version}/{kind}")

    def is_elsewhere(self, api_version: str) -> bool:
        """Whether an apiVersion is a version without a group that Kubernetes never had, such as `v1alpha1`."""
        return bool(_VERSION.fullmatch(api_version)) and api_version not in self._served

    def is_foreign(self, api_version: str) -> bool:
        """Whether an apiVersion belongs to somebody else's API: a group with a domain that is none of Kubernetes'.

        Groups under `k8s.io` belong to the project, but the ones that are not served come from its add-ons. A group
        that is one of Kubernetes' own but for a typing mistake is not foreign.
        """
        group = group_of(api_version).lower()
        if "." not in group or group in self.groups or not _FORM.fullmatch(api_version):
            return False
        return group.endswith(_EXPERIMENTAL) or not any(_mistyped(group, known) for known in self.groups)

    def validator(self, name: str) -> jsonschema_rs.Draft202012Validator:
        """A validator for a type, compiled when it is first asked for.

        It takes any map for the specification of a Pod in it, which has a validator of its own: it is large, and part
        of many kinds.
        """
        import jsonschema_rs  # noqa: PLC0415 - a run that finds all in its cache needs no validator

        if name not in self._validators:
            schema = {"$ref": _PREFIX + name, "$defs": self._reachable(name)}
            self._validators[name] = jsonschema_rs.Draft202012Validator(schema)
        return self._validators[name]

    def _reachable(self, name: str) -> dict[str, Schema]:
        found: dict[str, Schema] = {}
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current in found:
                continue
            found[current] = self.definitions[current]
            if current == POD_SPEC != name:
                found[current] = {"type": self.definitions[current]["type"]}
            else:
                waiting.extend(self.references(current))
        return found

    def references(self, name: str) -> list[str]:
        """The types that the fields of a type have."""
        if name not in self._references:
            self._references[name] = list(dict.fromkeys(_references(self.definitions[name])))
        return self._references[name]

    def resolve(self, schema: Schema) -> Schema:
        """A schema with its reference, if it is one, followed."""
        reference = schema.get("$ref")
        return self.definitions[reference.removeprefix(_PREFIX)] if isinstance(reference, str) else schema

    def child(self, schema: Schema, step: str | int) -> Schema | None:
        """The schema of a field, map value or list item of a (resolved) schema; None if it has none."""
        if isinstance(step, int):
            found = schema.get("items")
        else:
            found = schema.get("properties", {}).get(step) or schema.get("additionalProperties")
        return self.resolve(found) if isinstance(found, dict) else None

    def type_at(self, name: str, path: FieldPath) -> str | None:
        """The type's name of a field, or of the items of a list field; None if the field has no type of its own."""
        schema: Schema = {"$ref": _PREFIX + name}
        for step in path:
            resolved = self.resolve(schema)
            if "items" in resolved:  # a list is named by its field alone: `containers.ports`
                resolved = self.resolve(resolved["items"])
            inner = resolved.get("properties", {}).get(step) or resolved.get("additionalProperties")
            if not isinstance(inner, dict):
                return None
            schema = inner
        schema = schema.get("items", schema)
        reference = schema.get("$ref")
        return reference.removeprefix(_PREFIX) if isinstance(reference, str) else None

    def schema_at(self, name: str, path: FieldPath) -> Schema | None:
        """The schema of a field of a type by its path; None if there is no such field."""
        schema: Schema | None = self.definitions[name]
        for step in path:
            schema = self.child(schema, step) if schema is not None else None
        return schema


def _references(schema: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON value
    if isinstance(schema, dict):
        reference = schema.get("$ref")
        if isinstance(reference, str):
            yield reference.removeprefix(_PREFIX)
        for value in schema.values():
            yield from _references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _references(value)


def group_of(api_version: str) -> str:
    """The API group of an apiVersion: `apps` of `apps/v1`, the empty text of `v1`."""
    return api_version.rpartition("/")[0]


@lru_cache(maxsize=4096)
def _mistyped(group: str, known: str) -> bool:
    """Whether a group is a known one with a letter or two wrong, or cut off at a dot."""
    if known.startswith(f"{group}."):
        return True
    return abs(len(group) - len(known)) <= _MISTYPED and distance(group, known) <= _MISTYPED


def _stability(api_version: str) -> tuple[int, str]:
    version = api_version.rpartition("/")[2]
    return ("alpha" in version) * 2 + ("beta" in version), api_version


@cache
def catalog(version: str) -> Catalog:
    """The catalog of a known version, read when it is first asked for."""
    data = json.loads(zlib.decompress(load(version)))
    return Catalog(version, data["$defs"], data["kinds"], data["lists"])
