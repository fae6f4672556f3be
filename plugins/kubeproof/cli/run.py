"""Many files, in one process or several, with progress for who waits at a terminal."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import click

from kubeproof.cli.failure import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.context import BaseContext

    from click._termui_impl import ProgressBar

    from kubeproof.cli.folders import Group
    from kubeproof.cli.outcome import Outcome

MANY = 200
"""From this many files on, processes are worth their start, and people want to see progress."""

_AT_ONCE = 100
_ROUNDS = 4  # so many times each process comes for more, so that none is left with much to do at the end
_SELDOM = 50_000  # values have no cycles; looking for them often costs a tenth of the time


def run(
    groups: Sequence[Group], treating: Callable[[Group], list[Outcome]], *, jobs: int | None, progress: bool
) -> list[list[Outcome]]:
    """Treat all files; the outcomes come in the order of the groups.

    Args:
        groups: what to look at, files that belong together in one group.
        treating: treats one group.
        jobs: how many processes; None for as many as there are cores if the files are many, else one.
        progress: whether a bar may be shown on a terminal if the files are many.
    """
    gc.set_threshold(_SELDOM)
    files = sum(map(len, groups))
    processes = min(jobs or (_cores() if files > MANY else 1), len(groups))
    outcomes = _parallel(groups, treating, processes) if processes > 1 else map(treating, groups)
    if not progress or files <= MANY or not sys.stderr.isatty():
        return list(outcomes)
    with click.progressbar(length=files, label="Checking", file=sys.stderr) as bar:
        return [_counted(each, bar) for each in outcomes]


def _counted(outcomes: list[Outcome], bar: ProgressBar[int]) -> list[Outcome]:
    bar.update(len(outcomes))
    return outcomes


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parallel(
    groups: Sequence[Group], treating: Callable[[Group], list[Outcome]], processes: int
) -> Iterator[list[Outcome]]:
    first = treating(groups[0])  # here, so that copies of this process begin with what that has loaded
    yield first
    files = sum(map(len, groups))
    at_once = min(_AT_ONCE, files // processes // _ROUNDS + 1) * len(groups) // files
    pool = ProcessPoolExecutor(processes, mp_context=_context(), initializer=_follow_parent)
    try:
        yield from pool.map(treating, groups[1:], chunksize=max(1, at_once))
    except BrokenProcessPool as error:
        raise Failure("a process was ended from outside, perhaps for lack of memory; try --jobs 1") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """How processes start: as copies of this one where that is safe."""
    if sys.platform != "linux" or threading.active_count() > 1:  # a copy of a process with threads may hang
        return multiprocessing.get_context("spawn")
    gc.freeze()  # what is loaded stays, and shall not be copied because somebody looked at it
    return multiprocessing.get_context("fork")


def _follow_parent() -> None:
    """Leave interrupts to the first process, and end when it ends, in whatever way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
