"""The objects of a manifest that a picture is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kubeproof.fences.excerpt import missing, object_name
from kubeproof.fences.manifest import load
from kubeproof.fences.problems import MISSING_OBJECT, NOT_DRAWABLE, FenceError
from kubeproof.manifest.reader import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kubeproof.fences.call import Reference
    from kubeproof.fences.site import Site

Object = dict[str, Any]


def load_values(wanted: Reference, site: Site) -> list[Any]:
    """The documents of a file, after its safe repairs.

    Raises:
        FenceError: the file cannot be read, or has a document that is not YAML.
    """
    documents = read(load(wanted, {}, site).fixed)
    if any(not document.parses for document in documents):
        message = f"{site.examples.name(wanted.path)} is not YAML throughout, so there is nothing to draw"
        raise FenceError(NOT_DRAWABLE, message, wanted.span)
    return [document.value for document in documents]


def load_objects(wanted: Reference, site: Site) -> list[Object]:
    """The objects of a file, after its safe repairs.

    Raises:
        FenceError: the file cannot be read, or holds no object.
    """
    objects = [value for value in load_values(wanted, site) if isinstance(value, dict)]
    if not objects:
        raise FenceError(NOT_DRAWABLE, f"{site.examples.name(wanted.path)} holds no object to draw", wanted.span)
    return objects


def pick(objects: Sequence[Object], wanted: Reference, name: str) -> Object:
    """The object that a reference names after its `#`.

    Raises:
        FenceError: it is not there.
    """
    names = [object_name(value) for value in objects]
    if wanted.part not in names:
        raise FenceError(MISSING_OBJECT, missing(wanted.part, names, name), wanted.part_span)
    return objects[names.index(wanted.part)]


def first_of_kind(objects: Sequence[Object], kind: str) -> Mapping[str, Any] | None:
    """The first object of a kind."""
    return next((each for each in objects if each.get("kind") == kind), None)
