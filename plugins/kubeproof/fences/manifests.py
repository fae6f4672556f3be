"""The manifests that a picture is made from, and where in them its parts stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kubeproof.diagrams import Place
from kubeproof.fences.excerpt import missing, object_name
from kubeproof.fences.manifest import load
from kubeproof.fences.problems import MISSING_OBJECT, NOT_DRAWABLE, FenceError
from kubeproof.manifest.reader import read
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kubeproof.fences.anchors import Anchors
    from kubeproof.fences.call import Reference
    from kubeproof.fences.site import Site
    from kubeproof.manifest.document import Document
    from kubeproof.manifest.path import FieldPath

Object = dict[str, Any]
_NUMBERED = re.compile(r"(?P<pool>.+)-\d+")
# Where a pool says what its nodes have.
_OF_POOL: Mapping[FieldPath, FieldPath] = {("metadata", "labels"): ("labels",), ("spec", "taints"): ("taints",)}


@dataclass(frozen=True, slots=True)
class _Home:
    """Where an object stands: its file and document, and its path in the document."""

    path: str
    document: Document
    above: FieldPath = ()


@dataclass(slots=True)
class Manifests:
    """The files that one picture is made from.

    Attributes:
        site: where the files are.
        anchors: the lines that the page shows, which links may lead to; None if there is no page.
    """

    site: Site
    anchors: Anchors | None = None
    _documents: dict[str, list[Document]] = field(default_factory=dict)
    _homes: dict[tuple[str, ...], _Home] = field(default_factory=dict)

    def values(self, wanted: Reference) -> list[Any]:
        """The documents of a file, after its safe repairs.

        Raises:
            FenceError: the file cannot be read, or has a document that is not YAML.
        """
        documents = read(load(wanted, {}, self.site).fixed)
        if any(not document.parses for document in documents):
            message = f"{self.site.examples.name(wanted.path)} is not YAML throughout, so there is nothing to draw"
            raise FenceError(NOT_DRAWABLE, message, wanted.span)
        self._documents[wanted.path] = documents
        return [document.value for document in documents]

    def objects(self, wanted: Reference) -> list[Object]:
        """The objects of a file, after its safe repairs.

        Raises:
            FenceError: the file cannot be read, or holds no object.
        """
        objects = [value for value in self.values(wanted) if isinstance(value, dict)]
        if not objects:
            name = self.site.examples.name(wanted.path)
            raise FenceError(NOT_DRAWABLE, f"{name} holds no object to draw", wanted.span)
        return objects

    def pick(self, wanted: Reference) -> Object:
        """The object that a reference names after its `#`.

        Raises:
            FenceError: the file cannot be read, or the object is not there.
        """
        objects = self.objects(wanted)
        names = [object_name(value) for value in objects]
        if wanted.part not in names:
            name = self.site.examples.name(wanted.path)
            raise FenceError(MISSING_OBJECT, missing(wanted.part, names, name), wanted.part_span)
        return objects[names.index(wanted.part)]

    def place(self, value: Mapping[str, object], path: FieldPath) -> Place:
        """The line on which an object has a field, or the nearest one above it: on the page, else in the repository."""
        if self.anchors is None:
            return Place()
        self._homes = self._homes or dict(self._members())
        key = _key(value)
        home = self._homes.get(key)
        if home is None and key[0] == "Node" and (numbered := _NUMBERED.fullmatch(key[-1])):
            home, path = self._homes.get(("", "", numbered["pool"])), _of_pool(path)
        return self._at(home, path) if home else Place()

    def _at(self, home: _Home, path: FieldPath) -> Place:
        full = (*home.above, *path)
        while full and home.document.node_at(full) is None:
            full = full[:-1]
        line = Source(home.document.text).position(home.document.key_span(full).start).line
        address = self.anchors.address(home.path, line) if self.anchors else ""
        return Place(address or self._source(home, line), f"{self.site.examples.name(home.path)}:{line}")

    def _source(self, home: _Home, line: int) -> str:
        """The line in the repository."""
        url = self.site.source_url(home.path)
        return f"{url}#L{line}" if url else ""

    def _members(self) -> Iterator[tuple[tuple[str, ...], _Home]]:
        """The objects and pools in all files; of several with one name the last is not the first to be found."""
        for path, documents in reversed(self._documents.items()):
            for document in documents:
                yield _key(document.value), _Home(path, document)
                for name in ("items", "pools"):
                    for index, item in enumerate(_listed(document.value, name)):
                        yield _key(item), _Home(path, document, (name, index))


def first_of_kind(objects: Sequence[Object], kind: str) -> Object | None:
    """The first object of a kind."""
    return next((each for each in objects if each.get("kind") == kind), None)


def _listed(value: object, name: str) -> list[object]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def _key(value: object) -> tuple[str, ...]:
    """What tells objects apart: kind, namespace and name; a pool has only a name."""
    if not isinstance(value, dict):
        return ()
    metadata = value.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {"name": value.get("name")}
    return str(value.get("kind") or ""), str(metadata.get("namespace") or ""), str(metadata.get("name"))


def _of_pool(path: FieldPath) -> FieldPath:
    return next(
        ((*short, *path[len(long) :]) for long, short in _OF_POOL.items() if path[: len(long)] == long), ("name",)
    )
