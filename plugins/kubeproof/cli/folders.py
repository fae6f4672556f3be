"""Objects in several YAML files of one folder, looked at together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from kubeproof.cli.outcome import display
from kubeproof.formats.report import quotable
from kubeproof.reading import UnreadableError, read_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kubeproof.check import Options
    from kubeproof.cli.outcome import Outcome
    from kubeproof.discovery import Found
    from kubeproof.finding import Finding

_MOST = 100
"""The most files that can be meant to work together; a larger folder is a collection."""


def in_company(outcomes: Sequence[Outcome], checked: Iterable[Found], options: Options) -> list[Outcome]:
    """The outcomes with what is said about objects shown together found folder by folder, and not file by file.

    Args:
        outcomes: what came of the files.
        checked: the files themselves; a name that is not UTF-8 is another one in an outcome.
        options: what to check for.
    """
    from kubeproof.check.page import is_markdown  # noqa: PLC0415 - loads all that can check

    folders: dict[PurePath, list[Outcome]] = {}
    for outcome in outcomes:
        if not is_markdown(outcome.path) and outcome.documents:
            folders.setdefault(PurePath(outcome.path).parent, []).append(outcome)
    paths = {display(found.path): Path(found.path) for found in checked}
    changed: dict[str, Outcome] = {}
    for files in folders.values():
        if 1 < len(files) <= _MOST:
            changed.update((outcome.path, outcome) for outcome in _together(files, paths, options))
    return [changed.get(outcome.path, outcome) for outcome in outcomes]


def _together(files: Sequence[Outcome], paths: Mapping[str, Path], options: Options) -> list[Outcome]:
    from kubeproof.check.folder import check_folder  # noqa: PLC0415 - loads all that can check
    from kubeproof.rules import rule_named  # noqa: PLC0415 - the same
    from kubeproof.rules.together import CompanyRule  # noqa: PLC0415 - the same

    try:
        texts = {outcome.path: read_content(paths[outcome.path]).text for outcome in files}
    except UnreadableError:
        return []  # said by the file's own outcome
    found = check_folder(texts, options)
    kept = {
        outcome.path: [each for each in outcome.findings if not isinstance(rule_named(each.code), CompanyRule)]
        for outcome in files
    }
    for finding in found:
        kept[finding.path].append(finding)
    return [_with(outcome, kept[outcome.path], texts[outcome.path]) for outcome in files]


def _with(outcome: Outcome, findings: list[Finding], text: str) -> Outcome:
    ordered = tuple(sorted(findings, key=lambda each: (each.line, each.column, each.code)))
    return outcome if ordered == outcome.findings else replace(outcome, findings=ordered, lines=quotable(text, ordered))
