"""`--engine kubeconform`: the findings of another tool, in our form."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from kubeproof.cli.failure import Failure
from kubeproof.cli.outcome import Outcome, display
from kubeproof.cli.treatment import failed
from kubeproof.engines.findings import findings
from kubeproof.engines.kubeconform import EngineError, find
from kubeproof.engines.pieces import pieces
from kubeproof.formats.report import quotable
from kubeproof.reading import UnreadableError, read_content

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kubeproof.check import Options
    from kubeproof.discovery import Found
    from kubeproof.finding import Finding


def judged(texts: dict[str, str], options: Options, configured: str | None) -> list[Outcome]:
    """What kubeconform finds in some texts, by their paths.

    Raises:
        Failure: if kubeconform is missing, too old or cannot be run.
    """
    found = [piece for path, text in texts.items() for piece in pieces(text, path, options)]
    try:
        said = [each for each in findings(found, find(configured)) if options.reports(each.code)]
    except EngineError as error:
        raise Failure(str(error)) from error
    documents = Counter(piece.path for piece in found)
    own: dict[str, list[Finding]] = defaultdict(list)
    for each in said:
        own[each.path].append(each)
    return [_outcome(path, text, tuple(own[path]), documents[path]) for path, text in texts.items()]


def judged_files(files: Iterable[Found], options: Options, configured: str | None) -> list[Outcome]:
    """The same for files; one that cannot be read has a finding that says so.

    Raises:
        Failure: if kubeconform is missing, too old or cannot be run.
    """
    texts: dict[str, str] = {}
    unread: dict[str, Outcome] = {}
    for found in files:
        path = display(found.path)
        if found.problem:
            unread[path] = failed(path, found.problem, 1, options)
            continue
        try:
            texts[path] = read_content(Path(found.path)).text
        except UnreadableError as error:
            unread[path] = failed(path, str(error), error.line, options)
    return [*judged(texts, options, configured), *unread.values()]


def _outcome(path: str, text: str, found: tuple[Finding, ...], documents: int) -> Outcome:
    return Outcome(path=path, findings=found, documents=documents, lines=quotable(text, found))
