"""Signs that a repaired text may mean something else than its author did, whatever the repair was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.manifest.document import walk
from kubeproof.repair.other_kind import may_be_another_kind
from kubeproof.repair.swallowed import has_swallowed, takes_in
from kubeproof.schema.overlay import catalog_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.document import Document
    from kubeproof.manifest.path import FieldPath
    from kubeproof.repair.assessment import Assessment
    from kubeproof.repair.candidate import Candidate
    from kubeproof.schema import Catalog

_MOST_MOVES = 3


def is_doubtful(first: Assessment, assessment: Assessment, repairs: list[Candidate]) -> bool:
    """Whether a text that repairs made acceptable still looks as if a part of it stood in the wrong place.

    A list item that YAML reads as more of the text before it always does. So does, where a repair moved lines, a field
    that is left empty: what was moved may have been its content; and a text that has got longer by lines beside it.
    Many moves are hardly one mistake, and if more than the apiVersion is wrong, it may be the kind instead.
    """
    moves = [repair for repair in repairs if _moves_lines(repair)]
    documents = assessment.documents
    if sum(map(_only_moves, moves)) > _MOST_MOVES or any(map(has_swallowed, documents)):
        return True
    if len(repairs) > 1 and may_be_another_kind(first, assessment):
        return True
    if moves and any(takes_in(first.text, document) for document in documents):
        return True
    catalog = catalog_with(assessment.scope.kubernetes[-1], assessment.scope.custom)
    empty = {path for document in first.documents for path in _empty_fields(document)} if first.parses else None
    return bool(moves) and any(
        _has_no_name(document) or _is_left_empty(catalog, document, empty) for document in documents
    )


def _moves_lines(repair: Candidate) -> bool:
    """Whether a repair does more than write another word."""
    return any(not edit.text.strip() or "\n" in edit.text for edit in repair.edits)


def _only_moves(repair: Candidate) -> bool:
    return not any(edit.text.strip() for edit in repair.edits)


def _has_no_name(document: Document) -> bool:
    """Whether an object has no metadata; of a kind without a schema nothing else would tell."""
    value = document.value
    return isinstance(value, dict) and "kind" in value and not value.get("metadata")


def _is_left_empty(catalog: Catalog, document: Document, before: set[FieldPath] | None) -> bool:
    """Whether a list or a map of free keys such as labels has nothing below its key, or has nothing any more.

    Args:
        catalog: the types.
        document: the repaired text.
        before: the fields that were empty when the author wrote them; None if that cannot be known.
    """
    value = document.value
    if not isinstance(value, dict):
        return False
    type_name = catalog.type_of(value.get("apiVersion"), value.get("kind"))
    return type_name is not None and any(
        _is_collection(catalog, type_name, path) or (before is not None and path not in before)
        for path in _empty_fields(document)
    )


def _empty_fields(document: Document) -> Iterator[FieldPath]:
    return (path for path, value in walk(document.value) if value is None and path)


def _is_collection(catalog: Catalog, type_name: str, path: FieldPath) -> bool:
    """Whether a field is a list, a map of free keys, a selector, or the value of a free key."""
    schema = catalog.schema_at(type_name, path) or {}
    around = catalog.schema_at(type_name, path[:-1]) or {}
    return (
        "items" in schema
        or isinstance(schema.get("additionalProperties"), dict)
        or isinstance(around.get("additionalProperties"), dict)
        or "matchLabels" in schema.get("properties", {})
    )
