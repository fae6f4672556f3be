"""`--format json`: one object, for programs."""

from __future__ import annotations

import json as standard_json
from dataclasses import asdict
from typing import TYPE_CHECKING

from kubeproof.finding import Severity

if TYPE_CHECKING:
    from kubeproof.formats.report import Report


def json(report: Report) -> str:
    """The report as one JSON object with the keys version, kubernetes, findings and summary."""
    value = {
        "version": report.version,
        "kubernetes": report.kubernetes,
        "findings": [asdict(finding) for finding in report.findings],
        "summary": {
            "files": len(report.files),
            "documents": report.documents,
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "fixable": report.fixable,
        },
    }
    return standard_json.dumps(value, indent=2) + "\n"
