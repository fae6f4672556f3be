"""What is said about the objects of a group of files together, put into the outcome of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kubeproof.check.folder import check_folder
from kubeproof.formats.report import quotable
from kubeproof.rules import rule_named
from kubeproof.rules.together import CompanyRule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kubeproof.check import Options
    from kubeproof.cli.outcome import Outcome
    from kubeproof.finding import Finding


def in_company(outcomes: Sequence[Outcome], texts: Mapping[str, str], options: Options) -> list[Outcome]:
    """The outcomes of a group, with what is said about objects shown together found for all, and not file by file.

    Args:
        outcomes: what came of each file.
        texts: the texts of those that hold documents, by path.
        options: what to check for.
    """
    found: dict[str, list[Finding]] = {path: [] for path in texts}
    for finding in check_folder(texts, options):
        found[finding.path].append(finding)
    return [_with(each, found[each.path], texts) if each.path in found else each for each in outcomes]


def _with(outcome: Outcome, found: list[Finding], texts: Mapping[str, str]) -> Outcome:
    own = [each for each in outcome.findings if not _is_about_company(each)] if outcome.findings else []
    ordered = tuple(sorted([*own, *found], key=lambda each: (each.line, each.column, each.code)))
    if ordered == outcome.findings:
        return outcome
    return replace(outcome, findings=ordered, lines=quotable(texts[outcome.path], ordered))


def _is_about_company(finding: Finding) -> bool:
    return isinstance(rule_named(finding.code), CompanyRule)
