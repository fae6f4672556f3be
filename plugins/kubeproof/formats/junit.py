"""`--format junit`: test results, for systems that show those.

Source: https://github.com/testmoapp/junitxml
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from kubeproof.finding import Severity

if TYPE_CHECKING:
    from kubeproof.finding import Finding
    from kubeproof.formats.report import Report

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """One test suite a file: a failed test for each error, a passed one with output for what is no error."""
    files: dict[str, list[Finding]] = {path: [] for path in report.files}
    for finding in report.findings:
        files.setdefault(finding.path, []).append(finding)
    suites = "".join(_suite(path, findings) for path, findings in files.items())
    tests = sum(max(1, len(findings)) for findings in files.values())
    counts = f'tests="{tests}" failures="{report.count(Severity.ERROR)}" errors="0"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kubeproof" {counts}>\n{suites}</testsuites>\n'


def _suite(path: str, findings: list[Finding]) -> str:
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    counts = f'tests="{max(1, len(findings))}" failures="{failures}" errors="0"'
    cases = "".join(map(_case, findings)) or f'    <testcase classname="{_xml(path)}" name="check"/>\n'
    return f'  <testsuite name="{_xml(path)}" {counts}>\n{cases}  </testsuite>\n'


def _case(finding: Finding) -> str:
    name = f"{finding.code} {finding.name} at {finding.line}:{finding.column}"
    opening = f'    <testcase classname="{_xml(finding.path)}" name="{name}" file="{_xml(finding.path)}"'
    where = _xml(f"{finding.path}:{finding.line}:{finding.column}: {finding.message}")
    if finding.severity is Severity.ERROR:
        result = f'<failure type="{finding.code}" message="{_xml(finding.message)}">{where}</failure>'
    else:
        result = f"<system-out>{finding.severity.value}: {where}</system-out>"
    return f'{opening} line="{finding.line}">\n      {result}\n    </testcase>\n'


def _xml(text: str) -> str:
    """A text for an element or an attribute, without the characters that XML 1.0 cannot hold."""
    return escape(_NOT_IN_XML.sub("\ufffd", text))
