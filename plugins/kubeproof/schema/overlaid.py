"""The kinds that CustomResourceDefinitions bring, laid over what a Kubernetes version serves itself.

Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from kubeproof.manifest.fields import child, maps, text
from kubeproof.schema.catalog import Catalog
from kubeproof.schema.custom_shape import catalog_definition
from kubeproof.schema.custom_type import CustomType
from kubeproof.schema.json_schemas import JsonSchemaType

if TYPE_CHECKING:
    import jsonschema_rs

    from kubeproof.schema.catalog import OwnType
    from kubeproof.schema.custom import CustomKinds


class OverlaidCatalog(Catalog):
    """A catalog that knows custom kinds, too."""

    def __init__(self, base: Catalog, custom: CustomKinds) -> None:
        super().__init__(base.version, dict(base.definitions), dict(base.kinds), base.lists)
        self._base = base
        self._sources = custom.sources
        self._asked: set[tuple[str, str]] = set()
        for definition in custom.definitions:
            for name, own in _types(definition):
                self._add(name, own)

    def _add(self, name: str, own: OwnType) -> None:
        if name in self.kinds:
            return
        type_name = f"custom:{name}"
        self.kinds[name] = type_name
        self.definitions[type_name] = catalog_definition(own.schema)
        self.own_types[type_name] = own

    @property
    def groups(self) -> frozenset[str]:
        """The API groups of Kubernetes itself: of the groups of others hardly ever all kinds are known."""
        return self._base.groups

    def validator(self, name: str) -> jsonschema_rs.Draft202012Validator:
        """A validator for a type of Kubernetes: that of the catalog below, which is compiled once."""
        return self._base.validator(name)

    def type_of(self, api_version: object, kind: object) -> str | None:
        """The type's name of a kind; for a kind that is not known yet the sources of schemas are asked once."""
        found = super().type_of(api_version, kind)
        if found in self.own_types and not self.own_types[found].is_usable:
            return None
        if found or not self._sources or not isinstance(api_version, str) or not isinstance(kind, str):
            return found
        if (api_version, kind) not in self._asked:
            self._asked.add((api_version, kind))
            texts = (source.schema(api_version, kind, self.version) for source in self._sources)
            schema = next((own for each in texts if each and (own := JsonSchemaType.read(each))), None)
            if schema:
                self._add(f"{api_version}/{kind}", schema)
        return super().type_of(api_version, kind)


@lru_cache(maxsize=1024)
def _types(definition: str) -> tuple[tuple[str, CustomType], ...]:
    """The `apiVersion/Kind` and the type of each version that a definition serves."""
    spec = child(json.loads(definition), "spec")
    group, kind = text(spec, "group"), text(child(spec, "names"), "kind")
    return tuple(
        (f"{group}/{text(version, 'name')}/{kind}", CustomType(version))
        for _, version in maps(spec, "versions")
        if version.get("served") is True
    )
