"""The project that the command runs in: its settings, and where its files are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kubeproof.cli.failure import Failure
from kubeproof.configuration import Configuration, ConfigurationError, find_configuration
from kubeproof.fences.site import Site
from kubeproof.files import Root

if TYPE_CHECKING:
    from kubeproof.check import Options


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


def site_of(configuration: Configuration, options: Options) -> Site:
    """Where the files are that pages name, and how findings name them: as seen from the current folder."""
    examples, notes = (
        Root(folder, Path(os.path.relpath(folder)).as_posix())
        for folder in (configuration.examples, configuration.notes)
    )
    return Site(examples=examples, notes=notes, options=options, shared_pages=True)
