"""Files that belong together: the YAML files of one folder, whose objects are looked at together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kubeproof.formats.report import quotable
from kubeproof.text.markdown import is_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kubeproof.check import Options
    from kubeproof.cli.outcome import Outcome
    from kubeproof.discovery import Found
    from kubeproof.finding import Finding

Group = tuple["Found", ...]
_MOST = 100
"""The most files that can be meant to work together; a larger folder is a collection."""


def groups(files: Iterable[Found]) -> list[Group]:
    """The YAML files of each folder as a group; pages, files that cannot be read, and collections one by one."""
    folders: dict[str, list[Found]] = {}
    alone: list[Group] = []
    for found in files:
        if found.problem or is_markdown(found.path):
            alone.append((found,))
        else:
            folders.setdefault(found.path.rpartition("/")[0], []).append(found)
    for members in folders.values():
        if len(members) <= _MOST:
            alone.append(tuple(members))
        else:
            alone += [(found,) for found in members]
    return alone


def in_company(outcomes: Sequence[Outcome], texts: Mapping[str, str], options: Options) -> list[Outcome]:
    """The outcomes of a group, with what is said about objects shown together found for all, and not file by file.

    Args:
        outcomes: what came of each file.
        texts: the texts of those that hold documents, by path.
        options: what to check for.
    """
    from kubeproof.check.folder import check_folder  # noqa: PLC0415 - loads all that can check

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
    from kubeproof.rules import rule_named  # noqa: PLC0415 - loads all that can check
    from kubeproof.rules.together import CompanyRule  # noqa: PLC0415 - the same

    return isinstance(rule_named(finding.code), CompanyRule)
