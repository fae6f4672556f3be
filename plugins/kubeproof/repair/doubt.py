"""Signs that a repaired text may mean something else than its author did, whatever the repair was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from kubeproof.manifest.document import walk
from kubeproof.schema.overlay import catalog_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.document import Document
    from kubeproof.manifest.path import FieldPath
    from kubeproof.repair.assessment import Assessment
    from kubeproof.repair.candidate import Candidate
    from kubeproof.schema import Catalog

_MOST_MOVES = 3
_SWALLOWED = re.compile(r"\n[ \t]*-[^\w-]")
"""A dash that begins no option of a command."""


def is_doubtful(first: Assessment, assessment: Assessment, repairs: list[Candidate]) -> bool:
    """Whether a text that repairs made acceptable still looks as if a part of it stood in the wrong place.

    A list item that YAML reads as more of the text before it always does. So does, where a repair moved lines, a field
    that is left empty: what was moved may have been its content. And many moves are hardly one mistake.
    """
    moves = [repair for repair in repairs if _moves_lines(repair)]
    if sum(map(_only_moves, moves)) > _MOST_MOVES or any(_has_swallowed(document) for document in assessment.documents):
        return True
    catalog = catalog_with(assessment.scope.kubernetes[-1], assessment.scope.custom)
    empty = {path for document in first.documents for path in _empty_fields(document)} if first.parses else None
    return bool(moves) and any(
        _has_no_name(document) or _is_left_empty(catalog, document, empty) for document in assessment.documents
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


def _has_swallowed(document: Document) -> bool:
    """Whether a plain text goes on over a line that begins with a dash."""
    for node in _scalars(document.node):
        if not node.style and node.start_mark.line != node.end_mark.line:
            span = document.span_of(node)
            if _SWALLOWED.search(document.text, span.start, span.end):
                return True
    return False


def _scalars(root: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    waiting: list[yaml.Node | None] = [root]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]
        else:
            waiting += node.value


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
