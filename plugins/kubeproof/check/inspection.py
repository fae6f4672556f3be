"""One YAML text looked at: what is wrong, and the text with its repairs made."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kubeproof.manifest.command import without_command
from kubeproof.manifest.elision import without_elisions
from kubeproof.manifest.reader import read
from kubeproof.repair import Mended, mend
from kubeproof.rules.scope import Scope
from kubeproof.text.edit import apply

if TYPE_CHECKING:
    from kubeproof.check.options import Options
    from kubeproof.finding import Diagnostic
    from kubeproof.manifest.document import Document
    from kubeproof.text.edit import Edit


class Inspection(NamedTuple):
    """What is known of a YAML text; all places are offsets in that text.

    Attributes:
        text: the text that was looked at.
        documents: the documents that it holds.
        diagnostics: all findings, in the order of the text; a repair, if there is one, is in the finding.
        applied: the findings whose repairs were made.
        remaining: the findings that are left after that.
        edits: the repairs that were made.
        fixed: the text after them.
        expected: the findings that the author expects, and that are in none of the others.
        elided: whether parts of the text are left out.
        awaited: the codes that the author expects between its objects and others.
    """

    text: str
    documents: tuple[Document, ...]
    diagnostics: tuple[Diagnostic, ...]
    applied: tuple[Diagnostic, ...]
    remaining: tuple[Diagnostic, ...]
    edits: tuple[Edit, ...]
    fixed: str
    expected: tuple[Diagnostic, ...] = ()
    elided: bool = False
    awaited: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def inspect(
    text: str, options: Options, *, in_page: bool = False, fragment: str = "", literal: bool = False
) -> Inspection:
    """Look at a YAML text. Bad input is a finding; nothing is raised for it."""
    manifest = without_command(text) if in_page else text
    bare = without_elisions(manifest) if in_page else None
    scope = Scope(options.kubernetes, in_page, bare is not None, literal, fragment, options.custom)
    documents = read(manifest if bare is None else bare)
    diagnostics: list[Diagnostic] = []
    applied: list[Diagnostic] = []
    edits: list[Edit] = []
    for document in documents:
        mended = _wanted(mend(document, scope, unsafe=options.unsafe_fixes), options)
        diagnostics += mended.diagnostics
        applied += mended.applied
        edits += mended.edits
    return Inspection(
        text,
        tuple(documents),
        tuple(diagnostics),
        tuple(applied),
        tuple(diagnostic for diagnostic in diagnostics if diagnostic not in applied),
        tuple(edits),
        apply(text, edits),
        elided=bare is not None,
    )


def _wanted(mended: Mended, options: Options) -> Mended:
    """What was mended, less the repairs of rules that nobody asked for.

    Repairs of one document may need each other: one that shares an edit with a repair that is left out is left out,
    too, so that none is made by half.
    """
    unwanted = [found for found in mended.applied if not options.reports(found.code)]
    if not unwanted:
        return mended
    without = {edit for found in unwanted if found.repair for edit in found.repair.edits}
    applied = tuple(found for found in mended.applied if found.repair and without.isdisjoint(found.repair.edits))
    edits = {edit for found in applied if found.repair for edit in found.repair.edits}
    return Mended(mended.diagnostics, applied, tuple(edit for edit in mended.edits if edit in edits))
