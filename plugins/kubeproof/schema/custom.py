"""What is known of kinds that are not part of Kubernetes.

Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

DEFINITION = ("apiextensions.k8s.io/v1", "CustomResourceDefinition")


class SchemaSource(Protocol):
    """A place with JSON schemas, such as a folder. It can be hashed, and two equal ones say the same."""

    def schema(self, api_version: str, kind: str, kubernetes: str) -> str | None:
        """The text of the schema of a kind; None if there is none."""

    def __hash__(self) -> int: ...


class CustomKinds(NamedTuple):
    """What is known of kinds that are not part of Kubernetes; two with the same content are equal.

    Attributes:
        definitions: CustomResourceDefinitions that a server accepts, each as JSON.
        sources: where the schemas of kinds are looked for that are known in no other way.
    """

    definitions: tuple[str, ...] = ()
    sources: tuple[SchemaSource, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.definitions or self.sources)

    def plus(self, definitions: Iterable[str]) -> CustomKinds:
        """The same and some more definitions; each counts once."""
        together = tuple(dict.fromkeys((*self.definitions, *definitions)))
        return self if together == self.definitions else CustomKinds(together, self.sources)


NO_CUSTOM_KINDS = CustomKinds()


def as_definition(value: Any) -> str | None:  # noqa: ANN401 - any YAML value
    """An object as an item of `CustomKinds.definitions`; None if it is no CustomResourceDefinition."""
    if not isinstance(value, dict) or (value.get("apiVersion"), value.get("kind")) != DEFINITION:
        return None
    return json.dumps(value, sort_keys=True)
