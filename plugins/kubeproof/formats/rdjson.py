"""`--format rdjson`: for reviewdog, which comments on pull requests and proposes repairs there.

Source: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kubeproof.finding import Applicability
from kubeproof.finding.finding import offset_edits
from kubeproof.formats.report import fix_lines
from kubeproof.text.edit import apply
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kubeproof.finding import Finding, Fix
    from kubeproof.formats.report import Report


def rdjson(report: Report) -> str:
    """The report as one DiagnosticResult. Columns count UTF-8 bytes, as the format wants."""
    diagnostics = [_diagnostic(finding, report.lines.get(finding.path, {})) for finding in report.findings]
    value = {"source": {"name": "kubeproof"}, "severity": "ERROR", "diagnostics": diagnostics}
    return json.dumps(value, indent=2) + "\n"


def _diagnostic(finding: Finding, lines: Mapping[int, str]) -> dict[str, Any]:
    place = _range(lines, (finding.line, finding.column), (finding.end_line, finding.end_column))
    return {
        "message": finding.message,
        "location": {"path": finding.path, "range": place},
        "severity": finding.severity.value.upper(),
        "code": {"value": f"{finding.code} {finding.name}"},
        **_suggestions(finding.fix, lines),
    }


def _suggestions(fix: Fix | None, lines: Mapping[int, str]) -> dict[str, Any]:
    """All edits of a repair as one suggestion: several would be read as choices."""
    if not fix or not fix.edits or fix.applicability is Applicability.DISPLAY:
        return {}
    start = min((edit.line, edit.column) for edit in fix.edits)
    end = max((edit.end_line, edit.end_column) for edit in fix.edits)
    return {"suggestions": [{"range": _range(lines, start, end), "text": _replacement(fix, lines)}]}


def _replacement(fix: Fix, lines: Mapping[int, str]) -> str:
    """What stands after the repair where it touches the text, from its first edit to its last."""
    numbers = fix_lines(fix)
    shift = numbers.start - 1
    touched = Source("\n".join(lines.get(number, "") for number in numbers))
    moved = (replace(edit, line=edit.line - shift, end_line=edit.end_line - shift) for edit in fix.edits)
    edits = offset_edits(moved, touched)
    start, end = min(edit.start for edit in edits), max(edit.end for edit in edits)
    shifted = (edit._replace(start=edit.start - start, end=edit.end - start) for edit in edits)
    return apply(touched.text[start:end], shifted)


def _range(lines: Mapping[int, str], start: tuple[int, int], end: tuple[int, int]) -> dict[str, Any]:
    return {"start": _position(lines, *start), "end": _position(lines, *end)}


def _position(lines: Mapping[int, str], line: int, column: int) -> dict[str, int]:
    before = lines.get(line, "")[: column - 1]
    return {"line": line, "column": column + len(before.encode()) - len(before)}
