"""Checks files, or repairs them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kubeproof.check import fix_text, snippets
from kubeproof.check.inspection import inspect
from kubeproof.check.page import LARGE, findings
from kubeproof.check.refusal import unreadable
from kubeproof.cli.company import in_company
from kubeproof.cli.difference import unified
from kubeproof.cli.outcome import Mode, Outcome, display
from kubeproof.cli.store import digest
from kubeproof.formats.report import quotable
from kubeproof.reading import UnreadableError, read_content
from kubeproof.rules.engine import diagnose_together
from kubeproof.text.markdown import is_markdown
from kubeproof.text.source import Source
from kubeproof.writing import WriteRefusedError, replace_content

if TYPE_CHECKING:
    from kubeproof.check import Options
    from kubeproof.cli.folders import Group
    from kubeproof.cli.silence import Silence
    from kubeproof.discovery import Found
    from kubeproof.fences.scanned import Scan
    from kubeproof.fences.site import Site
    from kubeproof.reading import Content


class Treatment(NamedTuple):
    """How the files of a run are treated.

    Attributes:
        mode: what to do with what can be repaired.
        site: how to check.
        silence: which rules are not repaired in which files.
        known: what came of the files that were checked, by their digests: files with the same content are frequent.
    """

    mode: Mode
    site: Site
    silence: Silence
    known: dict[str, Outcome]


def treat_group(group: Group, treatment: Treatment, processes: int = 1) -> list[Outcome]:
    """Check the files of a group and what is between their objects; repair the files if that is asked for.

    Args:
        group: the files.
        treatment: how.
        processes: how many may work on a large file.
    """
    outcomes: list[Outcome] = []
    texts: dict[str, str] = {}
    for found in group:
        outcome, text = treat(found, treatment, processes)
        outcomes.append(outcome)
        if text is not None and outcome.documents:
            texts[outcome.path] = text
    if len(texts) > 1 and treatment.mode is not Mode.DIFF:
        outcomes = in_company(outcomes, texts, treatment.site.options)
    inspect.cache_clear()  # nobody asks for these texts again, and a large heap is a slow one
    diagnose_together.cache_clear()
    return outcomes


def treat(found: Found, treatment: Treatment, processes: int = 1) -> tuple[Outcome, str | None]:
    """Check a file, and repair it if that is asked for: what came of it, and the text that it now has.

    What goes wrong is in the outcome; there is no text if the file cannot be read.
    """
    path, mode, site = display(found.path), treatment.mode, treatment.site
    if found.problem:
        return failed(path, found.problem, 1, site.options), None
    try:
        content = read_content(found.path)
    except UnreadableError as error:
        return failed(path, str(error), error.line, site.options), None
    if mode is Mode.CHECK:
        return _looked_up(content, path, treatment, processes), content.text
    site = silenced(site, treatment.silence.of(path))
    outcome = examined(content, path, mode, site)
    if outcome.text is None or mode is not Mode.FIX:
        return outcome, content.text
    try:
        replace_content(Path(found.path), content.data, content.encoded(outcome.text))
    except WriteRefusedError as error:
        untouched = examined(content, path, Mode.CHECK, site)
        return replace(untouched, failure=f"{path} was not repaired: {error}"), content.text
    return replace(outcome, text=None), outcome.text


def _looked_up(content: Content, path: str, treatment: Treatment, processes: int) -> Outcome:
    """Check a text, if none like it has been checked."""
    identity = digest(path, content.data)
    if identity in treatment.known:
        return treatment.known[identity].at(path)
    outcome = _checked(content.text, path, treatment.site, identity, processes)
    if outcome.digest:
        treatment.known[identity] = outcome
    return outcome


def silenced(site: Site, codes: tuple[str, ...]) -> Site:
    """A site where some rules are neither reported nor repaired."""
    return replace(site, options=replace(site.options, ignore=(*site.options.ignore, *codes))) if codes else site


def examined(content: Content, path: str, mode: Mode, site: Site) -> Outcome:
    """Check a text, and repair it if that is asked for; nothing is written."""
    if mode is Mode.CHECK:
        return _checked(content.text, path, site, digest(path, content.data))
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


def _checked(text: str, path: str, site: Site, identity: str = "", processes: int = 1) -> Outcome:
    source = Source(text)
    if processes > 1 and len(text) >= LARGE and not is_markdown(path):
        from kubeproof.cli.in_parts import findings_in_parts  # noqa: PLC0415 - few files are that large

        found, documents = findings_in_parts(source, path, site.options, processes)
        return Outcome(path=path, findings=found, documents=documents, lines=quotable(text, found), digest=identity)
    seen = list(snippets(source, path, site.options))
    documents = sum(len(snippet.inspection.documents) for snippet in seen)
    if is_markdown(path):
        from kubeproof.fences.scan import scan  # noqa: PLC0415 - a run over manifests alone needs no fences

        outcome = scanned(scan(source, path, site), path, documents, site.options)
        return outcome if outcome.pulls else replace(outcome, digest=identity)
    found = tuple(findings(source, seen, path, site.options))
    return Outcome(path=path, findings=found, documents=documents, lines=quotable(text, found), digest=identity)
