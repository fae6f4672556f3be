"""Printing: colours only where somebody sees them, and no traceback when nobody listens any more."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from typing import IO, Any, NoReturn

import click

from kubeproof.cli.failure import Failure

_CLOSED_PIPE = 141  # what a shell shows for a program that a closed pipe ended


def wants_colour(stream: IO[Any]) -> bool:
    """Whether to print colours to a stream.

    `NO_COLOR` turns them off, `FORCE_COLOR` turns them on; else a terminal has them unless it says that it is dumb.
    Source: https://no-color.org and https://force-color.org
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def columns() -> int | None:
    """How wide the terminal is that is printed to; None if that is no terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def show(text: str, *, to_stderr: bool = False) -> None:
    """Print a styled text, without its styles if nobody wants colours."""
    stream = sys.stderr if to_stderr else sys.stdout
    try:
        click.echo(text if wants_colour(stream) else click.unstyle(text), file=stream, nl=False, color=True)
        stream.flush()
    except OSError as error:
        _give_up(error, stream)


def show_bytes(data: bytes) -> None:
    """Print bytes as they are."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        _give_up(error, sys.stdout)


def standard_input(most: int) -> bytes:
    """The bytes of the standard input, up to a number."""
    return sys.stdin.buffer.read(most)


def _give_up(error: OSError, stream: IO[Any]) -> NoReturn:
    """Stop because nothing more can be printed; what is still buffered goes nowhere."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - for its descriptor
        os.dup2(nowhere.fileno(), stream.fileno())
    if error.errno in (errno.EPIPE, errno.EINVAL):
        raise click.exceptions.Exit(_CLOSED_PIPE) from error
    raise Failure(f"the output cannot be written: {error.strerror}") from error
