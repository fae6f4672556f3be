"""Whether not the apiVersion of an object is wrong but its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.repair.assessment import Assessment
from kubeproof.schema.history import removal
from kubeproof.schema.overlay import catalog_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.document import Document


def may_be_another_kind(first: Assessment, last: Assessment) -> bool:
    """Whether another kind fits a text better than the apiVersion that was written instead of the author's.

    A Deployment of `v1` whose selector is a plain map may be a ReplicationController. A version that the kind once had
    is the kind's.
    """
    if not first.parses or len(first.documents) != 1 or len(last.documents) != 1:
        return False
    document, value = first.documents[0], last.documents[0].value
    own = document.value.get("apiVersion") if isinstance(document.value, dict) else None
    if not own or not isinstance(value, dict) or value.get("apiVersion") == own:
        return False
    if removal(own, value.get("kind"), first.scope.kubernetes[-1]):
        return False
    changed = Assessment(_with(document, "apiVersion", str(value.get("apiVersion"))), first.scope)
    return any(other.rank < changed.rank for other in _others(first, str(own)))


def _others(first: Assessment, api_version: str) -> Iterator[Assessment]:
    """The text as each other kind of its own apiVersion."""
    catalog = catalog_with(first.scope.kubernetes[-1], first.scope.custom)
    for kind, served in catalog.api_versions.items():
        if api_version in served:
            yield Assessment(_with(first.documents[0], "kind", kind), first.scope)


def _with(document: Document, key: str, text: str) -> str:
    span = document.value_span((key,))
    return f"{document.text[: span.start]}{text}{document.text[span.end :]}"
