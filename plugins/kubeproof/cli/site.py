"""Where the files of the project are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kubeproof.fences.site import Site
from kubeproof.files import Root

if TYPE_CHECKING:
    from kubeproof.check import Options
    from kubeproof.configuration import Configuration


def site_of(configuration: Configuration, options: Options) -> Site:
    """Where the files are that pages name, and how findings name them: as seen from the current folder."""
    examples, notes = (
        Root(folder, Path(os.path.relpath(folder)).as_posix())
        for folder in (configuration.examples, configuration.notes)
    )
    return Site(
        examples=examples, notes=notes, options=options, shared_pages=True, commands=configuration.execution.commands
    )
