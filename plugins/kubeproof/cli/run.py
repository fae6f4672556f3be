"""Many files, in one process or several, with progress for who waits at a terminal."""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import TYPE_CHECKING, Protocol

import click

from kubeproof.processes import cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from click._termui_impl import ProgressBar

    from kubeproof.cli.folders import Group
    from kubeproof.cli.outcome import Outcome

MANY = 200
"""From this many files on, processes are worth their start, and people want to see progress."""
_AT_ONCE = 100
_ROUNDS = 4  # so many times each process comes for more, so that none is left with much to do at the end
_SELDOM = 50_000  # values have no cycles; looking for them often costs a tenth of the time


class Treating(Protocol):
    """Treats the files of a group."""

    def __call__(self, group: Group, *, processes: int) -> list[Outcome]:
        """What came of each file; a file that is worth it may be looked at by several processes."""


def run(groups: Sequence[Group], treating: Treating, *, jobs: int | None, progress: bool) -> list[list[Outcome]]:
    """Treat all files; the outcomes come in the order of the groups.

    Args:
        groups: what to look at, files that belong together in one group.
        treating: treats one group, with as many processes as it is told.
        jobs: how many processes; None for as many as there are cores if the files are many, else one.
        progress: whether a bar may be shown on a terminal if the files are many.
    """
    gc.set_threshold(_SELDOM)
    files = sum(map(len, groups))
    processes = min(jobs or (cores() if files > MANY else 1), len(groups))
    if processes > 1:
        outcomes = _shared(groups, partial(treating, processes=1), processes)
    else:
        outcomes = map(partial(treating, processes=jobs or cores()), groups)
    if not progress or files <= MANY or not sys.stderr.isatty():
        return list(outcomes)
    with click.progressbar(length=files, label="Checking", file=sys.stderr) as bar:
        return [_counted(each, bar) for each in outcomes]


def _shared(
    groups: Sequence[Group], treating: Callable[[Group], list[Outcome]], processes: int
) -> Iterator[list[Outcome]]:
    from kubeproof.cli.workers import treated  # noqa: PLC0415 - few files need no other processes

    files = sum(map(len, groups))
    at_once = min(_AT_ONCE, files // processes // _ROUNDS + 1) * len(groups) // files
    return treated(groups, treating, processes, max(1, at_once))


def _counted(outcomes: list[Outcome], bar: ProgressBar[int]) -> list[Outcome]:
    bar.update(len(outcomes))
    return outcomes
