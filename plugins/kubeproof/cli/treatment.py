"""Checks files, or repairs them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kubeproof.check import fix_text, snippets
from kubeproof.check.page import findings
from kubeproof.check.refusal import unreadable
from kubeproof.cli.difference import unified
from kubeproof.cli.folders import in_company
from kubeproof.cli.outcome import Mode, Outcome, display
from kubeproof.cli.store import digest
from kubeproof.formats.report import quotable
from kubeproof.reading import UnreadableError, read_content
from kubeproof.text.markdown import is_markdown
from kubeproof.text.source import Source
from kubeproof.writing import WriteRefusedError, replace_content

if TYPE_CHECKING:
    from kubeproof.check import Options
    from kubeproof.cli.folders import Group
    from kubeproof.cli.silence import Silence
    from kubeproof.discovery import Found
    from kubeproof.fences.scan import Scan
    from kubeproof.fences.site import Site
    from kubeproof.reading import Content


def treat_group(group: Group, mode: Mode, site: Site, silence: Silence) -> list[Outcome]:
    """Check the files of a group and what is between their objects; repair the files if that is asked for."""
    outcomes = [treat(found, mode, site, silence) for found in group]
    if len(outcomes) > 1 and mode is not Mode.DIFF:
        outcomes = in_company(outcomes, site.options)
    return [replace(outcome, text=None) for outcome in outcomes]


def treat(found: Found, mode: Mode, site: Site, silence: Silence) -> Outcome:
    """Check a file, and repair it if that is asked for. What goes wrong is in the outcome."""
    path = display(found.path)
    if found.problem:
        return failed(path, found.problem, 1, site.options)
    try:
        content = read_content(found.path)
    except UnreadableError as error:
        return failed(path, str(error), error.line, site.options)
    if mode is not Mode.CHECK:
        site = silenced(site, silence.of(path))
    outcome = examined(content, path, mode, site)
    if outcome.text is None or mode is not Mode.FIX:
        return replace(outcome, text=content.text)
    try:
        replace_content(Path(found.path), content.data, content.encoded(outcome.text))
    except WriteRefusedError as error:
        untouched = examined(content, path, Mode.CHECK, site)
        return replace(untouched, text=content.text, failure=f"{path} was not repaired: {error}")
    return outcome


def silenced(site: Site, codes: tuple[str, ...]) -> Site:
    """A site where some rules are neither reported nor repaired."""
    return replace(site, options=replace(site.options, ignore=(*site.options.ignore, *codes))) if codes else site


def examined(content: Content, path: str, mode: Mode, site: Site) -> Outcome:
    """Check a text, and repair it if that is asked for; nothing is written."""
    if mode is Mode.CHECK:
        outcome = _checked(content.text, path, site)
        return outcome if outcome.pulls else replace(outcome, digest=digest(path, content.data))
    fixed = fix_text(content.text, path, site.options)
    outcome = _checked(fixed.text, path, site)
    if fixed.text == content.text:
        return outcome
    before, after = content.data.decode(), content.encoded(fixed.text).decode()
    diff = unified(before, after, path) if mode is Mode.DIFF else ""
    return replace(outcome, text=fixed.text, fixed=len(fixed.applied), diff=diff)


def failed(path: str, problem: str, line: int, options: Options) -> Outcome:
    """The outcome for what cannot be read."""
    finding = unreadable(path, problem, line)
    return Outcome(path=path, findings=(finding,) if options.reports(finding.code) else ())


def scanned(scan: Scan, path: str, documents: int, options: Options) -> Outcome:
    """What came of looking at the fences of a file, or at a file that a fence names."""
    found = sorted((*scan.repaired, *scan.remaining), key=lambda each: (each.line, each.column, each.code))
    findings = tuple(finding for finding in found if options.reports(finding.code))
    lines = quotable(scan.source.text, findings)
    return Outcome(path=path, findings=findings, documents=documents, lines=lines, pulls=scan.pulls)


def _checked(text: str, path: str, site: Site) -> Outcome:
    source = Source(text)
    seen = list(snippets(source, path, site.options))
    documents = sum(len(snippet.inspection.documents) for snippet in seen)
    if is_markdown(path):
        from kubeproof.fences.scan import scan  # noqa: PLC0415 - a run over manifests alone needs no fences

        return scanned(scan(source, path, site), path, documents, site.options)
    found = tuple(findings(source, seen, path, site.options))
    return Outcome(path=path, findings=found, documents=documents, lines=quotable(text, found))
