"""`--engine cluster`: a server's verdicts, and with `--compare` where Kubeproof's own are different."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kubeproof.check import Options, check_text
from kubeproof.cli.terminal import show
from kubeproof.engines.cluster import findings
from kubeproof.finding import Severity
from kubeproof.formats.text import plural
from kubeproof.live.dryrun import served
from kubeproof.live.target import choose, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kubeproof.cli.arguments import Arguments
    from kubeproof.configuration import Configuration
    from kubeproof.engines.pieces import Piece
    from kubeproof.finding import Finding


def judged_by_cluster(
    pieces: Sequence[Piece], texts: Mapping[str, str], arguments: Arguments, configuration: Configuration
) -> list[Finding]:
    """What a server has against some objects.

    Args:
        pieces: the objects.
        texts: the files that they stand in, by their paths.
        arguments: what was asked for.
        configuration: what the project says of its cluster.

    Raises:
        TargetError: no cluster is named, or it is not allowed.
        ClusterError: the cluster does not answer.
    """
    settings = configuration.execution
    file = Path(arguments.kubeconfig).absolute() if arguments.kubeconfig else None
    choice = choose(arguments.context, file, settings.context, settings.contexts)
    with opened(choice) as target, served(target) as server:
        found = findings(pieces, server)
        if arguments.compare:
            version = server.version()
            own = (each for path, text in texts.items() for each in check_text(text, path, _options(version)))
            show(comparison(found, own, version), to_stderr=True)
    return found


def _options(version: str) -> Options:
    return Options(kubernetes=(version,))


def comparison(theirs: Iterable[Finding], ours: Iterable[Finding], version: str) -> str:
    """The errors that only one of the two finds, by their lines.

    Args:
        theirs: the findings of a server.
        ours: those of Kubeproof for the same version.
        version: that version.
    """
    server, own = _by_place(theirs), _by_place(ours)
    only = [(place, "only the cluster", server[place]) for place in server.keys() - own.keys()]
    only += [(place, "only Kubeproof", own[place]) for place in own.keys() - server.keys()]
    lines = [
        f"{path}:{line}: {who}: {each.message}\n" for (path, line), who, each in sorted(only, key=lambda it: it[:2])
    ]
    both = plural(len(server.keys() & own.keys()), "line")
    last = f"Kubernetes {version}: both find errors in {both}, and only one of them in {plural(len(only), 'line')}.\n"
    return "".join(lines) + last


def _by_place(findings: Iterable[Finding]) -> dict[tuple[str, int], Finding]:
    return {(each.path, each.line): each for each in findings if each.severity is Severity.ERROR}
