"""What the command line and the settings say about custom kinds."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kubeproof.cli.failure import Failure
from kubeproof.cli.outcome import Mode, display
from kubeproof.cli.silence import silence_of
from kubeproof.discovery import MissingPathError, discover
from kubeproof.finding import Severity
from kubeproof.reading import read_bytes
from kubeproof.schema.custom import DEFINITION, NO_CUSTOM_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kubeproof.check import Options
    from kubeproof.cli.arguments import Arguments
    from kubeproof.cli.outcome import Outcome
    from kubeproof.configuration import Configuration
    from kubeproof.discovery import Found
    from kubeproof.finding import Finding
    from kubeproof.schema.custom import CustomKinds

_DEFINITION = DEFINITION[1].encode()


def custom_kinds_of(arguments: Arguments, configuration: Configuration) -> CustomKinds:
    """The kinds that `--crds` and `--schema-location` describe, or else the settings.

    Raises:
        Failure: if a path does not exist, or a template cannot be used.
    """
    paths, locations = _paths(arguments, configuration), arguments.schema_location
    if not paths and not locations:
        return NO_CUSTOM_KINDS
    from kubeproof.custom_kinds import SchemaLocationError, custom_kinds  # noqa: PLC0415 - loads all that can check

    try:
        return custom_kinds(paths, locations)
    except MissingPathError as error:
        where = "--crds" if arguments.crds else f"{configuration.path}: crds"
        raise Failure(f"{where}: {display(str(error))}") from error
    except SchemaLocationError as error:
        raise Failure(f"--schema-location: {display(str(error))}") from error


def with_files(options: Options, files: Iterable[Found]) -> Options:
    """The options with the definitions in the files that are checked: each counts for all of them."""
    whole = (file.path for file in files if file.problem is None and not file.is_stream)
    likely = [path for path in whole if _names_definitions(path)]
    if not likely:
        return options
    from kubeproof.custom_kinds import definitions_of  # noqa: PLC0415 - the same

    found = [text for path in likely for text in definitions_of(Path(path))]
    return replace(options, custom=options.custom.plus(found))


def broken_definitions(
    arguments: Arguments, configuration: Configuration, checked: Iterable[str], options: Options
) -> list[Outcome]:
    """What is wrong with the definitions of `--crds`, so that their kinds are not checked.

    Files that are checked anyway are left out.
    """
    paths = _paths(arguments, configuration)
    if not paths:
        return []
    from kubeproof.cli.treatment import Treatment, treat  # noqa: PLC0415 - the same
    from kubeproof.fences.site import Site  # noqa: PLC0415 - the same

    known = {os.path.realpath(path) for path in checked}
    files = [file for file in discover(paths) if os.path.realpath(file.path) not in known]
    treatment = Treatment(Mode.CHECK, Site(options=options), silence_of(configuration), {})
    outcomes = (treat(file, treatment)[0] for file in files)
    return [replace(outcome, findings=found) for outcome in outcomes if (found := _about_definitions(outcome))]


def is_lasting(options: Options) -> bool:
    """Whether what is found depends on nothing but the options and the files that are checked.

    Schemas in other files may change, and what evaluates the rules of custom kinds may be installed any time.
    """
    if not options.custom:
        return True
    from kubeproof.schema.cel_functions import is_available  # noqa: PLC0415 - the same

    return not options.custom.sources and is_available()


def _names_definitions(path: str) -> bool:
    try:
        return _DEFINITION in read_bytes(path)
    except OSError:
        return False


def _paths(arguments: Arguments, configuration: Configuration) -> tuple[str, ...]:
    return arguments.crds or configuration.crds


def _about_definitions(outcome: Outcome) -> tuple[Finding, ...]:
    """The errors in definitions; other objects in these files, and syntax that is no error for them, do not matter."""
    return tuple(
        found
        for found in outcome.findings
        if found.severity is Severity.ERROR and found.object.kind in ("", DEFINITION[1])
    )
