"""Checks a part of a manifest wherever it can stand, and says only what is wrong in all those places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.rules.subject import Subject
from kubeproof.schema.catalog import catalog
from kubeproof.schema.places import parts, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.document import Document
    from kubeproof.rules.scope import Scope
    from kubeproof.schema import Catalog


def readings(document: Document, catalog: Catalog, scope: Scope) -> Iterator[list[Subject]]:
    """The parts that a document shows, each as one of each type that it can be of; none if nothing is recognisable."""
    whole = Subject(document, catalog)
    if scope.fragment:
        yield [Subject(document, catalog, name) for name in _named(document, catalog, scope.fragment)]
    elif whole.type_name is not None:
        yield [Subject(document, catalog, whole.type_name)]
    elif whole.api_version is None and isinstance(document.value, list):
        yield [Subject(document, catalog, name) for name in places(catalog.version, document.value)]
    elif whole.api_version is None:
        for part in parts(catalog.version, document.value):
            yield [Subject(document, catalog, name, value=part) for name in places(catalog.version, part)]


def is_field(fragment: str, version: str) -> bool:
    """Whether a text such as `Deployment.spec.template.spec` names a field with a type of its own."""
    kind, *steps = fragment.split(".")
    known = catalog(version)
    served = known.api_versions.get(kind)
    name = known.type_of(served[0], kind) if served else None
    return name is not None and known.type_at(name, tuple(steps)) is not None


def _named(document: Document, catalog: Catalog, fragment: str) -> list[str]:
    """The type of the field that the author names; of the map around it if the snippet begins with the field itself."""
    kind, *steps = fragment.split(".")
    served = catalog.api_versions.get(kind)
    name = catalog.type_of(served[0], kind) if served else None
    if name is None:
        return []
    own = catalog.type_at(name, tuple(steps))
    value = document.value
    if steps and isinstance(value, dict) and list(value) == steps[-1:]:
        around = catalog.type_at(name, tuple(steps[:-1]))
        return [around] if around else []
    return [own] if own else []
