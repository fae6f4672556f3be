"""What was found in a run, ready to be written in any format."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kubeproof.finding import Applicability, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kubeproof.finding import Finding, Fix

CONTEXT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a run over files.

    Attributes:
        version: the version of kubeproof.
        kubernetes: the versions that were checked for, oldest first.
        findings: what is left to report, file by file.
        files: every file that was looked at, as findings name it.
        documents: how many YAML documents they hold.
        lines: by file and line number, the lines that a format may quote.
        unsafe_fixes: whether repairs that need a look count as repairs that can be made.
        fixed: how many findings were repaired; None if the run repairs nothing.
        fixed_files: how many files that changed.
        pulled: the files that nobody named and pages bring along; `--fix` does not write them.
    """

    version: str
    kubernetes: tuple[str, ...]
    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    documents: int
    lines: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    unsafe_fixes: bool = False
    fixed: int | None = None
    fixed_files: int = 0
    pulled: frozenset[str] = frozenset()

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    @property
    def fixable(self) -> int:
        """How many findings a run with `--fix` and otherwise the same options repairs."""
        return sum(self.is_fixable(finding) for finding in self.findings)

    @property
    def hidden(self) -> int:
        """How many more `--unsafe-fixes` would add to them."""
        unsafe = sum(self._applicability(finding) is Applicability.UNSAFE for finding in self.findings)
        return 0 if self.unsafe_fixes else unsafe

    def is_fixable(self, finding: Finding) -> bool:
        """Whether `--fix` would repair a finding."""
        found = self._applicability(finding)
        return found is Applicability.SAFE or (self.unsafe_fixes and found is Applicability.UNSAFE)

    def _applicability(self, finding: Finding) -> Applicability | None:
        return finding.fix.applicability if finding.fix and finding.path not in self.pulled else None


def quotable(text: str, findings: tuple[Finding, ...]) -> dict[int, str]:
    """The lines of a file that formats may quote for its findings: around each, and whatever its repair touches.

    A report keeps these lines and not the files, so that a run over many files stays small.
    """
    if not findings:
        return {}
    lines = text.split("\n")
    wanted: set[int] = set()
    for finding in findings:
        wanted.update(range(finding.line - CONTEXT, finding.line + CONTEXT + 1))
        wanted.add(finding.end_line)
        wanted.update(fix_lines(finding.fix))
    return {number: lines[number - 1] for number in sorted(wanted) if 0 < number <= len(lines)}


def fix_lines(fix: Fix | None) -> range:
    """The lines from the first that a repair touches to the last."""
    if not fix or not fix.edits:
        return range(0)
    return range(min(edit.line for edit in fix.edits), max(edit.end_line for edit in fix.edits) + 1)


def severity_name(severity: Severity, info: str) -> str:
    """A severity in the words of another format, which differ only for `info`."""
    return info if severity is Severity.INFO else severity.value
