"""`kubeproof check -`: the standard input is checked as a file is, and with `--fix` comes out again repaired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.cli.arguments import ENGINES
from kubeproof.cli.outcome import Outcome
from kubeproof.cli.silence import silence_of
from kubeproof.cli.site import site_of
from kubeproof.cli.terminal import show_bytes, standard_input
from kubeproof.cli.treatment import examined, failed, silenced
from kubeproof.reading import LARGEST, UnreadableError, decode

if TYPE_CHECKING:
    from kubeproof.check import Options
    from kubeproof.cli.arguments import Arguments
    from kubeproof.configuration import Configuration


def piped(arguments: Arguments, configuration: Configuration, options: Options) -> Outcome:
    """What came of the standard input; its text is passed on if it was to be repaired, whatever came of it."""
    data = standard_input(LARGEST + 1)
    outcome, after = _looked_at(data, arguments, configuration, options)
    if arguments.fix:
        show_bytes(after)
    return outcome


def _looked_at(
    data: bytes, arguments: Arguments, configuration: Configuration, options: Options
) -> tuple[Outcome, bytes]:
    path = arguments.stdin_filename
    if arguments.force_exclude and configuration.exclude.reaches(path):
        return Outcome(path=path), data
    site = silenced(site_of(configuration, options), silence_of(configuration).of(path))
    try:
        content = decode(data)
    except UnreadableError as error:
        return failed(path, str(error), error.line, site.options), data
    if arguments.engine != ENGINES[0]:
        from kubeproof.cli.engine import judged  # noqa: PLC0415 - loads all that can ask others

        return judged({path: content.text}, options, arguments, configuration)[0], data
    outcome = examined(content, path, arguments.mode, site)
    return outcome, data if outcome.text is None else content.encoded(outcome.text)
