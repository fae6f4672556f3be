"""One file checked, or repaired, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from kubeproof.check import check_text, fix_text, snippets
from kubeproof.check.page import is_markdown
from kubeproof.cli.difference import unified
from kubeproof.cli.unreadable import unreadable
from kubeproof.fences.scan import Scan, scan
from kubeproof.formats.report import quotable
from kubeproof.reading import UnreadableError, read_content
from kubeproof.text.source import Source
from kubeproof.writing import WriteRefusedError, replace_content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kubeproof.check import Options
    from kubeproof.discovery import Found
    from kubeproof.fences.call import Pull
    from kubeproof.fences.site import Site
    from kubeproof.finding import Finding
    from kubeproof.reading import Content


class Mode(Enum):
    """What to do with what can be repaired."""

    CHECK = "name it"
    DIFF = "show the change"
    FIX = "make the change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one file.

    Attributes:
        path: the file, as findings name it.
        findings: what is left to report.
        documents: how many YAML documents it holds.
        lines: the lines that a format may quote.
        fixed: how many findings were repaired, or would be.
        text: the text after the repairs, if there were any.
        diff: the change as a unified diff, if that was asked for.
        failure: what was asked for and could not be done.
        pulls: the files that the fences of a page bring along.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    documents: int = 0
    lines: Mapping[int, str] = field(default_factory=dict)
    fixed: int = 0
    text: str | None = None
    diff: str = ""
    failure: str | None = None
    pulls: tuple[Pull, ...] = ()


def treat(found: Found, mode: Mode, site: Site) -> Outcome:
    """Check a file, and repair it if that is asked for. What goes wrong is in the outcome."""
    path = display(found.path)
    if found.problem:
        return failed(path, found.problem, 1, site.options)
    try:
        content = read_content(Path(found.path))
    except UnreadableError as error:
        return failed(path, str(error), error.line, site.options)
    outcome = examined(content, path, mode, site)
    if outcome.text is None or mode is not Mode.FIX:
        return replace(outcome, text=None)
    try:
        replace_content(Path(found.path), content.data, content.encoded(outcome.text))
    except WriteRefusedError as error:
        untouched = examined(content, path, Mode.CHECK, site)
        return replace(untouched, failure=f"{path} was not repaired: {error}")
    return replace(outcome, text=None)


def examined(content: Content, path: str, mode: Mode, site: Site) -> Outcome:
    """Check a text, and repair it if that is asked for; nothing is written."""
    if mode is Mode.CHECK:
        return _checked(content.text, path, site)
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


def display(path: str) -> str:
    """A path as text, also if its bytes are not UTF-8."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def scanned(scan: Scan, path: str, documents: int, options: Options) -> Outcome:
    """What came of looking at the fences of a file, or at a file that a fence names."""
    found = sorted((*scan.repaired, *scan.remaining), key=lambda each: (each.line, each.column, each.code))
    findings = tuple(finding for finding in found if options.reports(finding.code))
    lines = quotable(scan.source.text, findings)
    return Outcome(path=path, findings=findings, documents=documents, lines=lines, pulls=scan.pulls)


def _checked(text: str, path: str, site: Site) -> Outcome:
    source = Source(text)
    documents = sum(len(snippet.inspection.documents) for snippet in snippets(source, path, site.options))
    if is_markdown(path):
        return scanned(scan(source, path, site), path, documents, site.options)
    findings = tuple(check_text(text, path, site.options))
    return Outcome(path=path, findings=findings, documents=documents, lines=quotable(text, findings))
