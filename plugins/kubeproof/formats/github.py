"""`--format github`: annotations in the log of a GitHub workflow.

Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.formats.display import printable
from kubeproof.formats.report import severity_name

if TYPE_CHECKING:
    from kubeproof.finding import Finding
    from kubeproof.formats.report import Report

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def github(report: Report) -> str:
    """One workflow command a finding: `::error file=…,line=…::message`."""
    return "".join(_command(finding) for finding in report.findings)


def _command(finding: Finding) -> str:
    place: dict[str, object] = {"file": finding.path, "line": finding.line, "endLine": finding.end_line}
    if finding.line == finding.end_line:  # GitHub takes columns only within a line
        place |= {"col": finding.column, "endColumn": finding.end_column}
    properties = {"title": f"{finding.code} {finding.name}", **place}
    spelt = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items())
    said = "\n".join(map(printable, finding.message.split("\n")))
    message = f"{printable(finding.path)}:{finding.line}:{finding.column}: {said}"
    return f"::{severity_name(finding.severity, 'notice')} {spelt}::{message.translate(_DATA)}\n"
