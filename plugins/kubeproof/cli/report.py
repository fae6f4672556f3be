"""What a run found, put together and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof import __version__
from kubeproof.cli.difference import coloured
from kubeproof.cli.outcome import Mode
from kubeproof.cli.terminal import show
from kubeproof.finding import Severity
from kubeproof.formats import FORMATS, Report
from kubeproof.formats.statistics import statistics_json, statistics_text
from kubeproof.formats.text import plural, summary

if TYPE_CHECKING:
    from kubeproof.check import Options
    from kubeproof.cli.arguments import Arguments
    from kubeproof.cli.outcome import Outcome

STATISTICS = {"text": statistics_text, "json": statistics_json}


def report_of(named: list[Outcome], pulled: list[Outcome], arguments: Arguments, options: Options) -> Report:
    """The outcomes of all files as one report: those that were named, and those that pages bring along."""
    outcomes = [*named, *pulled]
    fixed = [outcome.fixed for outcome in outcomes if outcome.fixed]
    return Report(
        version=__version__,
        kubernetes=options.kubernetes,
        findings=tuple(finding for outcome in outcomes for finding in outcome.findings),
        files=tuple(outcome.path for outcome in outcomes),
        documents=sum(outcome.documents for outcome in outcomes),
        lines={outcome.path: outcome.lines for outcome in outcomes if outcome.lines},
        unsafe_fixes=options.unsafe_fixes,
        fixed=None if arguments.mode is Mode.CHECK else sum(fixed),
        fixed_files=len(fixed),
        pulled=frozenset(outcome.path for outcome in pulled),
    )


def print_report(report: Report, outcomes: list[Outcome], arguments: Arguments) -> None:
    """Print what was asked for, and on the standard error what could not be done."""
    if arguments.diff:
        _print_diff(report, outcomes, quiet=arguments.quiet)
    else:
        _print_findings(report, arguments)
    for outcome in outcomes:
        if outcome.failure:
            show(f"Error: {outcome.failure}\n", to_stderr=True)


def _print_diff(report: Report, outcomes: list[Outcome], *, quiet: bool) -> None:
    for outcome in outcomes:
        if outcome.diff:
            show(coloured(outcome.diff))
    if not quiet:
        would = f"Would fix {plural(report.fixed or 0, 'problem')} in {plural(report.fixed_files, 'file')}"
        show(f"{would}; {len(report.findings)} would remain.\n", to_stderr=True)


def _print_findings(report: Report, arguments: Arguments) -> None:
    name = arguments.format or "text"
    # With --fix the standard output belongs to the repaired standard input.
    to_stderr = arguments.fix and "-" in arguments.paths
    written = (STATISTICS if arguments.statistics else FORMATS)[name](report)
    show(written, to_stderr=to_stderr)
    if name == "text" and not arguments.quiet:
        show(f"{summary(report)}\n", to_stderr=to_stderr)


def status(report: Report, outcomes: list[Outcome]) -> int:
    """The exit status of the run."""
    if any(outcome.failure for outcome in outcomes):
        return 2
    return int(report.count(Severity.ERROR) > 0 or any(outcome.diff for outcome in outcomes))
