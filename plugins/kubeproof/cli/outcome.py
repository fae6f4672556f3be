"""One file checked, or repaired, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from kubeproof.check import check_text, fix_text, snippets
from kubeproof.cli.difference import unified
from kubeproof.cli.unreadable import CODE, unreadable
from kubeproof.formats.report import quotable
from kubeproof.reading import UnreadableError, read_content
from kubeproof.text.source import Source
from kubeproof.writing import WriteRefusedError, replace_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kubeproof.check import Options
    from kubeproof.discovery import Found
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
    """

    path: str
    findings: tuple[Finding, ...] = ()
    documents: int = 0
    lines: Mapping[int, str] = field(default_factory=dict)
    fixed: int = 0
    text: str | None = None
    diff: str = ""
    failure: str | None = None


def treat(found: Found, mode: Mode, options: Options) -> Outcome:
    """Check a file, and repair it if that is asked for. What goes wrong is in the outcome."""
    path = display(found.path)
    if found.problem:
        return failed(path, found.problem, 1, options)
    try:
        content = read_content(Path(found.path))
    except UnreadableError as error:
        return failed(path, str(error), error.line, options)
    outcome = examined(content, path, mode, options)
    if outcome.text is None or mode is not Mode.FIX:
        return replace(outcome, text=None)
    try:
        replace_content(Path(found.path), content.data, content.encoded(outcome.text))
    except WriteRefusedError as error:
        untouched = examined(content, path, Mode.CHECK, options)
        return replace(untouched, failure=f"{path} was not repaired: {error}")
    return replace(outcome, text=None)


def examined(content: Content, path: str, mode: Mode, options: Options) -> Outcome:
    """Check a text, and repair it if that is asked for; nothing is written."""
    if mode is Mode.CHECK:
        return _outcome(content.text, path, check_text(content.text, path, options), options)
    fixed = fix_text(content.text, path, options)
    outcome = _outcome(fixed.text, path, fixed.remaining, options)
    if fixed.text == content.text:
        return outcome
    before, after = content.data.decode(), content.encoded(fixed.text).decode()
    diff = unified(before, after, path) if mode is Mode.DIFF else ""
    return replace(outcome, text=fixed.text, fixed=len(fixed.applied), diff=diff)


def failed(path: str, problem: str, line: int, options: Options) -> Outcome:
    """The outcome for what cannot be read."""
    return Outcome(path=path, findings=(unreadable(path, problem, line),) if options.reports(CODE) else ())


def display(path: str) -> str:
    """A path as text, also if its bytes are not UTF-8."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _outcome(text: str, path: str, findings: Iterable[Finding], options: Options) -> Outcome:
    found = tuple(findings)
    documents = sum(len(snippet.inspection.documents) for snippet in snippets(Source(text), path, options))
    return Outcome(path=path, findings=found, documents=documents, lines=quotable(text, found))
