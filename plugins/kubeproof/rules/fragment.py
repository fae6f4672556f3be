"""Checks a part of a manifest wherever it can stand, and says only what is wrong in all those places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.rules.subject import Subject
from kubeproof.schema.catalog import catalog
from kubeproof.schema.places import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.document import Document
    from kubeproof.rules.scope import Scope
    from kubeproof.schema import Catalog


def subjects(document: Document, catalog: Catalog, scope: Scope) -> Iterator[Subject]:
    """The document as a part of each type that it can be a part of; nothing if it is not recognisably Kubernetes."""
    whole = Subject(document, catalog)
    if scope.fragment:
        names = _named(document, catalog, scope.fragment)
    elif whole.type_name is not None:
        names = [whole.type_name]
    else:
        names = places(catalog.version, document.value)
    for name in names:
        yield Subject(document, catalog, name)


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
