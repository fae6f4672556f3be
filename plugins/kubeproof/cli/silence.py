"""What a project does not want to hear about some of its paths."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kubeproof.cli.selection import codes

if TYPE_CHECKING:
    from kubeproof.cli.outcome import Outcome
    from kubeproof.configuration import Configuration
    from kubeproof.discovery import Exclusion


class Silence(NamedTuple):
    """Rules that are not reported, and whose repairs are not made, in some paths.

    Attributes:
        entries: paths, each with codes or beginnings of codes.
    """

    entries: tuple[tuple[Exclusion, tuple[str, ...]], ...] = ()

    def of(self, path: str) -> tuple[str, ...]:
        """The codes that are not reported of a file."""
        return tuple(code for paths, silent in self.entries if paths.reaches(path) for code in silent)

    def kept(self, outcome: Outcome) -> Outcome:
        """An outcome without what nobody wants to hear."""
        silent = self.of(outcome.path) if self.entries else ()
        if not silent:
            return outcome
        return replace(outcome, findings=tuple(each for each in outcome.findings if not each.code.startswith(silent)))


def silence_of(configuration: Configuration) -> Silence:
    """What the settings say.

    Raises:
        Failure: if they name a rule that does not exist.
    """
    where = f"{configuration.path}: per-path-ignores: "
    return Silence(tuple((paths, codes(words, where)) for paths, words in configuration.per_path_ignores))
