"""`--format text`: for people at a terminal."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from click import style

from kubeproof.finding import Applicability, Severity
from kubeproof.formats.display import printable
from kubeproof.formats.frame import change, frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kubeproof.finding import Finding, Fix
    from kubeproof.formats.report import Report

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_LABELS = {Severity.ERROR: "", Severity.WARNING: "warning: ", Severity.INFO: "note: "}
_HINTS = {
    Applicability.SAFE: "",
    Applicability.UNSAFE: " (look at it first: --unsafe-fixes)",
    Applicability.DISPLAY: " (for you to fill in)",
}


def text(report: Report) -> str:
    """Each finding with its source and how to mend it, in colours for a terminal."""
    return "".join(f"{line}\n" for finding in report.findings for line in _finding(finding, report))


def summary(report: Report) -> str:
    """The last line of a run: how much was found, and how much of that can be repaired."""
    if report.fixed is not None:
        fixed = f"Fixed {plural(report.fixed, 'problem')} in {plural(report.fixed_files, 'file')}"
        return f"{fixed}; {len(report.findings)} remaining{_fixable(report)}."
    if not report.findings:
        looked = f"{plural(report.documents, 'document')} in {plural(len(report.files), 'file')}"
        return f"All checks passed: {looked}."
    named = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    counts = [plural(report.count(severity), name) for severity, name in named.items() if report.count(severity)]
    return f"Found {_listed(counts)}{_fixable(report)}."


def plural(count: int, noun: str) -> str:
    """A number with its noun: `1 file`, `2 files`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    lines = report.lines.get(finding.path, {})
    place = style(printable(finding.path), bold=True) + f":{finding.line}:{finding.column}:"
    code = style(finding.code, fg=COLOURS[finding.severity], bold=True)
    mark = f" {style('[*]', fg='cyan')}" if report.is_fixable(finding) else ""
    message = printable(finding.message) + _versions(finding, report)
    return chain(
        [f"{place} {code}{mark} {_LABELS[finding.severity]}{message}"],
        frame(finding, lines),
        _help(finding.fix, lines) if finding.fix else (),
        [""],
    )


def _help(fix: Fix, lines: Mapping[int, str]) -> Iterator[str]:
    yield f"{style('help', fg='cyan', bold=True)}: {printable(fix.message)}{_HINTS[fix.applicability]}"
    yield from change(fix, lines)


def _versions(finding: Finding, report: Report) -> str:
    """The Kubernetes versions of a finding that does not hold in all that were checked."""
    if not finding.kubernetes or set(finding.kubernetes) >= set(report.kubernetes):
        return ""
    return f" (Kubernetes {', '.join(finding.kubernetes)})"


def _fixable(report: Report) -> str:
    flag = "--fix --unsafe-fixes" if report.unsafe_fixes else "--fix"
    parts = [f"{report.fixable:,} fixable with {flag}"] if report.fixable else []
    if report.hidden:
        parts.append(f"{report.hidden:,} {'more ' if parts else 'fixable '}with --unsafe-fixes")
    return f" ({', '.join(parts)})" if parts else ""


def _listed(parts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
