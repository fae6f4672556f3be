"""The project that the command runs in: its settings."""

from __future__ import annotations

from pathlib import Path

from kubeproof.cli.failure import Failure
from kubeproof.configuration import Configuration, ConfigurationError, find_configuration


def configuration_here() -> Configuration:
    """The settings of the current folder.

    Raises:
        Failure: if they cannot be read or are not understood.
    """
    try:
        return find_configuration(Path.cwd())
    except FileNotFoundError as error:
        raise Failure("the current folder does not exist any more") from error
    except ConfigurationError as error:
        raise Failure(str(error)) from error
