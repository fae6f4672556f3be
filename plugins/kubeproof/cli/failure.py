"""What the command line says when it cannot do what it was asked to."""

from __future__ import annotations

import click


class Failure(click.ClickException):
    """Something could not be done; the message says what, and what to do about it."""

    exit_code = 2
