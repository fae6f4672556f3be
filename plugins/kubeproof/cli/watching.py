"""`kubeproof check --watch`: checks again whenever a file changes."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kubeproof.cli.failure import Failure
from kubeproof.cli.project import configuration_here
from kubeproof.cli.terminal import show
from kubeproof.configuration import SOURCES
from kubeproof.discovery import MissingPathError, discover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kubeproof.cli.arguments import Arguments

_PAUSE = 0.3  # seconds; a walk through a large project takes a tenth of it

State = dict[str, tuple[int, int]]


def watch(arguments: Arguments, check: Callable[[], int]) -> int:
    """Check now and after each change, until somebody interrupts.

    Args:
        arguments: what was asked for.
        check: checks once; the exit status comes back.

    Returns:
        The exit status of the last check.
    """
    seen: State | None = None
    status = 0
    try:
        while True:
            now = _state(arguments)
            if now != seen:
                seen = now
                status = _again(check)
                if not arguments.quiet:
                    show("Watching for changes; Ctrl+C ends it.\n", to_stderr=True)
            time.sleep(_PAUSE)
    except KeyboardInterrupt:
        return status


def _again(check: Callable[[], int]) -> int:
    if sys.stdout.isatty():
        click.clear()
    try:
        return check()
    except click.ClickException as error:  # settings that are being written, a path that is gone for a moment
        error.show()
        return error.exit_code


def _state(arguments: Arguments) -> State:
    """When each file was written, and how long it is."""
    state: State = {}
    for path in _watched(arguments):
        try:
            status = os.stat(path)  # noqa: PTH116 - a Path for each of many files costs as much
        except OSError:
            continue
        state[path] = (status.st_mtime_ns, status.st_size)
    return state


def _watched(arguments: Arguments) -> Iterator[str]:
    """The files to check, those that pages may name, and those with settings."""
    here = Path.cwd()
    yield from (str(folder / name) for folder in (here, *here.parents) for name in SOURCES)
    try:
        configuration = configuration_here()
    except Failure:
        return
    yield from _files(arguments.paths or (".",))
    named = (str(configuration.examples), str(configuration.notes), *arguments.crds, *configuration.crds)
    yield from _files(named)


def _files(paths: Sequence[str]) -> Iterator[str]:
    for path in paths:
        try:
            yield from (found.path for found in discover([path]))
        except MissingPathError:
            continue
