"""Mends one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kubeproof.rules.engine import diagnose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kubeproof.finding import Diagnostic
    from kubeproof.manifest.document import Document
    from kubeproof.text.edit import Edit


@dataclass(frozen=True, slots=True)
class Mended:
    """A document's findings, and the repairs that were made."""

    diagnostics: tuple[Diagnostic, ...]
    applied: tuple[Diagnostic, ...]
    edits: tuple[Edit, ...]


def mend(document: Document, versions: Sequence[str], *, unsafe: bool = False) -> Mended:
    """Diagnose a document and repair it."""
    del unsafe
    return Mended(tuple(diagnose(document, versions)), (), ())
