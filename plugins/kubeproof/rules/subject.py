"""What a rule looks at: one document under one Kubernetes version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kubeproof.manifest.recognition import is_kubernetes
from kubeproof.manifest.survey import survey
from kubeproof.schema.nulls import filled
from kubeproof.schema.violations import Violation, violations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.document import Document
    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema import Catalog

_STATUS, _CLAIMS = "status", "volumeClaimTemplates"
_DECODED = frozenset({"unknown field", "wrong type", "out of range"})
_SELECTING = ("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet")
_NAMING = frozenset({"selector", "labels"})
_TOP = frozenset({"apiVersion", "kind", "metadata"})


class Subject:
    """A document and the Kubernetes version that it is checked for."""

    def __init__(
        self,
        document: Document,
        catalog: Catalog,
        place: str | None = None,
        within: FieldPath = (),
        value: dict[str, Any] | None = None,
    ) -> None:
        """A document, or one of several objects in it.

        Args:
            document: what was read.
            catalog: the version to check for.
            place: for a part of an object, the name of the type that it is of: a map, or a list of maps.
            within: for an object of a List, its path.
            value: for one of several parts in a document, some of its fields.
        """
        self.place = place
        self.within = within
        self.document = document
        self.catalog = catalog
        self.value: Any = document.value_at(within) if value is None else value
        root = self.value if isinstance(self.value, dict) else {}
        self.api_version: Any = root.get("apiVersion")
        """The document's apiVersion as written; None if there is none."""
        self.kind: Any = root.get("kind")
        """The document's kind as written; None if there is none."""
        self.survey = document.survey if value is None and not within else survey(self.value)
        """What the document, or the object in it, holds at whatever depth."""
        self.type_name = place or catalog.type_of(self.api_version, self.kind)
        """The name of the document's type; None if this version does not serve it."""
        own = place is not None or self.type_name is None or self.type_name in catalog.own_types
        if self.survey.has_null and not own:
            self.value = filled(catalog, str(self.type_name), self.value)
        self.is_kubernetes = is_kubernetes(self.value, catalog.api_versions)
        """Whether the document claims to be a Kubernetes object."""
        self._violations: tuple[Violation, ...] | None = None
        self.visiting = ""  # the type whose values are being looked at, by its short name

    @property
    def is_whole(self) -> bool:
        """Whether the document claims to be an object, and not just the top of one: `kind` and some annotations."""
        if not self.is_kubernetes:
            return False
        return object_name(self.value) != "" or (self.api_version is not None and not _TOP.issuperset(self.value))

    def is_part(self, *, elided: bool) -> bool:
        """Whether the document is no object, or one of which something is left out: of its fields, or of its head."""
        if not elided or not self.is_whole:
            return not self.is_whole or self._is_patch
        return self.type_name is not None or self.api_version is None or self.kind is None

    @property
    def _is_patch(self) -> bool:
        """Whether it changes a workload that is there: it has no selector, and no labels that one could select."""
        if self.type_name is None or self.kind not in _SELECTING:
            return False
        spec = self.value.get("spec")
        template = spec.get("template") if isinstance(spec, dict) else None
        parts = (spec, template, template.get("metadata") if isinstance(template, dict) else None)
        return all(isinstance(part, dict | None) and not _NAMING.intersection(part or ()) for part in parts)

    @property
    def is_list(self) -> bool:
        """Whether the document is a List of objects, which `kubectl` sends one by one."""
        name = f"{self.api_version}/{self.kind}"
        return name == "v1/List" or name in self.catalog.lists

    @property
    def items(self) -> Iterator[Subject]:
        """The objects of a List."""
        items = self.value.get("items")
        for index in range(len(items) if isinstance(items, list) else 0):
            yield Subject(self.document, self.catalog, None, (*self.within, "items", index))

    @property
    def has_settable_status(self) -> bool:
        """Whether the server keeps the status of a new object, and so looks at it: a Node's alone."""
        return isinstance(self.kind, str) and self.kind == "Node"

    @property
    def violations(self) -> tuple[Violation, ...]:
        """What the document has against its schema; nothing for a kind without one."""
        if self._violations is None:
            self._violations = self._found_violations()
        return self._violations

    def _found_violations(self) -> tuple[Violation, ...]:
        if self.type_name is None:
            return ()
        if self.place is None:
            found = violations(self.catalog, self.type_name, self.value)
            if self.type_name in self.catalog.own_types:
                return tuple(found)
            return tuple(each for each in found if not is_in_status(each.path) or each.sort in _DECODED)
        return tuple(self._fragment_violations(self.place))

    def _fragment_violations(self, place: str) -> Iterator[Violation]:
        """The same for a part, from which anything may be left out."""
        items = self.value if isinstance(self.value, list) else [self.value]
        for index, item in enumerate(items):
            for found in violations(self.catalog, place, item):
                if found.sort != "missing field":
                    path = (index, *found.path) if isinstance(self.value, list) else found.path
                    yield found._replace(path=path)


def is_in_status(path: FieldPath) -> bool:
    """Whether a field is in the status of an object or a claim template, which the server decodes and throws away."""
    return path[:1] == (_STATUS,) or (path[1:2] == (_CLAIMS,) and path[3:4] == (_STATUS,))


def object_name(value: Any) -> str:  # noqa: ANN401 - any YAML value
    """The `metadata.name` of an object, or the empty text."""
    metadata = value.get("metadata") if isinstance(value, dict) else None
    name = metadata.get("name") if isinstance(metadata, dict) else None
    return name if isinstance(name, str) else ""
