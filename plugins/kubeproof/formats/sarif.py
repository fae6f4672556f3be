"""`--format sarif`: for code scanning and for editors.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kubeproof.finding import Applicability
from kubeproof.formats.report import severity_name
from kubeproof.rules import rule_named

if TYPE_CHECKING:
    from kubeproof.finding import Finding, Fix
    from kubeproof.formats.report import Report

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(report: Report) -> str:
    """The report as a SARIF 2.1.0 log of one run."""
    rules = {finding.code: finding for finding in sorted(report.findings, key=lambda finding: finding.code)}
    codes = list(rules)
    driver = {"name": "kubeproof", "version": report.version, "rules": [_rule(rules[code]) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in report.findings],
        "properties": {"kubernetes": list(report.kubernetes)},
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(finding: Finding) -> dict[str, Any]:
    rule = rule_named(finding.code)
    described: dict[str, Any] = {}
    if rule:
        first, _, _ = rule.documentation().partition("\n\n")
        described = {
            "shortDescription": {"text": " ".join(first.split())},
            "help": {"text": rule.documentation(), "markdown": rule.documentation()},
        }
    level = {"level": severity_name(finding.severity, "note")}
    return {"id": finding.code, "name": finding.name, **described, "defaultConfiguration": level}


def _result(finding: Finding, index: int) -> dict[str, Any]:
    region = _region(finding.line, finding.column, finding.end_line, finding.end_column)
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": _artifact(finding.path), "region": region}}
    if finding.field:
        location["logicalLocations"] = [{"fullyQualifiedName": _field(finding)}]
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": severity_name(finding.severity, "note"),
        "message": {"text": finding.message},
        "locations": [location],
        **_fixes(finding.path, finding.fix),
        "properties": {"kubernetes": list(finding.kubernetes)},
    }


def _field(finding: Finding) -> str:
    reference = "/".join(part for part in (finding.object.kind, finding.object.name) if part)
    return f"{reference} {finding.field}".strip()


def _fixes(path: str, fix: Fix | None) -> dict[str, Any]:
    if not fix or not fix.edits or fix.applicability is Applicability.DISPLAY:
        return {}
    replacements = [
        {
            "deletedRegion": _region(edit.line, edit.column, edit.end_line, edit.end_column),
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    change = {"artifactLocation": _artifact(path), "replacements": replacements}
    description = {"text": f"{fix.message} ({fix.applicability.value})"}
    return {"fixes": [{"description": description, "artifactChanges": [change]}]}


def _region(line: int, column: int, end_line: int, end_column: int) -> dict[str, int]:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _artifact(path: str) -> dict[str, str]:
    pure = PurePath(path)
    return {"uri": pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())}
