"""What another tool has against some files, as findings."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kubeproof.engines.kubeconform import check
from kubeproof.finding import Diagnostic, Severity
from kubeproof.finding.finding import locate
from kubeproof.rules import rule_named
from kubeproof.rules.subject import object_name
from kubeproof.schema import VERSIONS, catalog
from kubeproof.text.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kubeproof.engines.messages import Complaint
    from kubeproof.engines.pieces import Piece
    from kubeproof.finding import Finding


def findings(pieces: Sequence[Piece], program: str) -> list[Finding]:
    """The findings of kubeconform about some objects, file by file and in the order of each text.

    Raises:
        EngineError: if kubeconform cannot be run.
    """
    versions: dict[tuple[int, Complaint], list[str]] = defaultdict(list)
    by_id = {id(piece): piece for piece in pieces}
    for version in VERSIONS:
        for piece, complaint in check([each for each in pieces if version in each.kubernetes], version, program):
            versions[id(piece), complaint].append(version)
    found = [
        locate(said, piece.block, piece.path)
        for (number, complaint), holds in versions.items()
        if (said := diagnostic(piece := by_id[number], complaint, tuple(holds))).code not in piece.expected
    ]
    order = {path: number for number, path in enumerate(dict.fromkeys(piece.path for piece in pieces))}
    return sorted(found, key=lambda each: (order[each.path], each.line, each.column, each.code, each.message))


def diagnostic(piece: Piece, complaint: Complaint, versions: tuple[str, ...]) -> Diagnostic:
    """What another tool has against an object, as a finding of the rule that it is about.

    Args:
        piece: the object.
        complaint: what is wrong with it.
        versions: the Kubernetes versions in which it is.
    """
    value = piece.value if isinstance(piece.value, dict) else {}
    api_version, kind = str(value.get("apiVersion") or ""), str(value.get("kind") or "")
    foreign = complaint.rule == "unknown-kind" and catalog(versions[-1]).is_foreign(api_version)
    name = "unchecked-kind" if foreign else complaint.rule
    rule = rule_named(name)
    if rule is None:
        raise LookupError(name)
    return Diagnostic(
        rule.code,
        rule.name,
        Severity.INFO if foreign else Severity.ERROR,
        complaint.message,
        _span(piece, complaint),
        (*piece.within, *complaint.path),
        api_version,
        kind,
        object_name(value),
        versions,
    )


def _span(piece: Piece, complaint: Complaint) -> Span:
    """The place of the field, or of the line that kubeconform names."""
    document = piece.document
    path = (*piece.within, *complaint.path)
    if complaint.line and not piece.within:
        source = Source(document.text)
        first = source.position(document.span.start).line
        last = source.position(document.span.end).line
        line = min(first + complaint.line - 1, last)
        start = source.offset(line)
        return Span(start, start + len(source.line(line)))
    return document.key_span(path) if complaint.at_key else document.value_span(path)
