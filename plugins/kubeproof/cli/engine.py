"""`--engine kubeconform` and `--engine cluster`: the findings of others, in our form."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from kubeproof.cli.dryrun import judged_by_cluster
from kubeproof.cli.failure import Failure
from kubeproof.cli.outcome import Outcome, display
from kubeproof.cli.treatment import failed
from kubeproof.engines.findings import findings
from kubeproof.engines.kubeconform import EngineError, find
from kubeproof.engines.pieces import pieces
from kubeproof.formats.report import quotable
from kubeproof.live.kubectl import ClusterError
from kubeproof.live.target import TargetError
from kubeproof.reading import UnreadableError, read_content

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kubeproof.check import Options
    from kubeproof.cli.arguments import Arguments
    from kubeproof.configuration import Configuration
    from kubeproof.discovery import Found
    from kubeproof.finding import Finding


def judged(
    texts: dict[str, str], options: Options, arguments: Arguments, configuration: Configuration
) -> list[Outcome]:
    """What another engine finds in some texts, by their paths.

    Raises:
        Failure: if it is missing, or too old, or cannot be asked.
    """
    found = [piece for path, text in texts.items() for piece in pieces(text, path, options)]
    try:
        if arguments.engine == "cluster":
            every = judged_by_cluster(found, texts, arguments, configuration)
        else:
            every = findings(found, find(configuration.kubeconform))
    except (EngineError, ClusterError, TargetError) as error:
        raise Failure(str(error)) from error
    said = [each for each in every if options.reports(each.code)]
    documents = Counter(piece.path for piece in found)
    own: dict[str, list[Finding]] = defaultdict(list)
    for each in said:
        own[each.path].append(each)
    return [_outcome(path, text, tuple(own[path]), documents[path]) for path, text in texts.items()]


def judged_files(
    files: Iterable[Found], options: Options, arguments: Arguments, configuration: Configuration
) -> list[Outcome]:
    """The same for files; one that cannot be read has a finding that says so.

    Raises:
        Failure: if the engine is missing, or too old, or cannot be asked.
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
    return [*judged(texts, options, arguments, configuration), *unread.values()]


def _outcome(path: str, text: str, found: tuple[Finding, ...], documents: int) -> Outcome:
    return Outcome(path=path, findings=found, documents=documents, lines=quotable(text, found))
