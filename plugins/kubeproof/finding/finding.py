"""Findings as people and programs get them: lines and columns of the file that they have open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kubeproof.manifest.path import spell
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kubeproof.finding.diagnostic import Applicability, Diagnostic, Repair, Severity
    from kubeproof.text.block import Block
    from kubeproof.text.source import Source


@dataclass(frozen=True, slots=True)
class ObjectReference:
    """The object that a finding is about, as far as its text names it."""

    apiVersion: str  # noqa: N815 - the Kubernetes API's spelling
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace the characters from a line and column up to another one (both from 1, half-open)."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """How a finding can be mended: all edits or none."""

    applicability: Applicability
    message: str
    edits: tuple[TextEdit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a place in a file. Lines and columns count from 1, columns in characters."""

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    field: str
    object: ObjectReference
    kubernetes: tuple[str, ...]
    fix: Fix | None


def locate(diagnostic: Diagnostic, block: Block, path: str) -> Finding:
    """A diagnostic of a block's text as a finding of the file that the block stands in."""
    start, end = block.position(diagnostic.span.start), block.position(diagnostic.span.end)
    reference = ObjectReference(diagnostic.api_version, diagnostic.kind, diagnostic.object_name)
    return Finding(
        diagnostic.code,
        diagnostic.name,
        diagnostic.severity,
        diagnostic.message,
        path,
        start.line,
        start.column,
        end.line,
        end.column,
        spell(diagnostic.path),
        reference,
        diagnostic.kubernetes,
        _fix(diagnostic.repair, block) if diagnostic.repair else None,
    )


@lru_cache(maxsize=64)
def _fix(repair: Repair, block: Block) -> Fix:
    return Fix(
        repair.applicability,
        repair.message,
        tuple(_text_edit(edit, block.file) for edit in block.file_edits(repair.edits)),
    )


def _text_edit(edit: Edit, source: Source) -> TextEdit:
    start, end = source.position(edit.start), source.position(edit.end)
    return TextEdit(start.line, start.column, end.line, end.column, edit.text)


def offset_edits(edits: Iterable[TextEdit], source: Source) -> list[Edit]:
    """Edits in lines and columns as edits in offsets."""
    return [
        Edit(source.offset(edit.line, edit.column), source.offset(edit.end_line, edit.end_column), edit.text)
        for edit in edits
    ]
