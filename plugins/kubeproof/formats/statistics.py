"""`--statistics`: how often each rule was broken, instead of the findings."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from click import style

if TYPE_CHECKING:
    from kubeproof.finding import Severity
    from kubeproof.formats.report import Report


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    name: str
    severity: Severity
    count: int
    fixable: int


def statistics_text(report: Report) -> str:
    """One line a rule, the most frequent first; `[*]` where all can be repaired, `[-]` where some can."""
    rows = _rows(report)
    width = max((len(str(row.count)) for row in rows), default=0)
    return "".join(f"{row.count:>{width}}  {style(row.code, bold=True)}  {_mark(row)}  {row.name}\n" for row in rows)


def statistics_json(report: Report) -> str:
    """The same as a JSON list."""
    rows = [
        {"code": row.code, "name": row.name, "severity": row.severity, "count": row.count, "fixable": row.fixable}
        for row in _rows(report)
    ]
    return json.dumps(rows, indent=2) + "\n"


def _rows(report: Report) -> list[_Row]:
    rules = {finding.code: finding for finding in report.findings}
    counts = Counter(finding.code for finding in report.findings)
    fixable = Counter(finding.code for finding in report.findings if report.is_fixable(finding))
    rows = [_Row(code, rule.name, rule.severity, counts[code], fixable[code]) for code, rule in rules.items()]
    return sorted(rows, key=lambda row: (-row.count, row.code))


def _mark(row: _Row) -> str:
    if not row.fixable:
        return "[ ]"
    return style("[*]" if row.fixable == row.count else "[-]", fg="cyan")
