"""The outcomes of files: those that are known from earlier runs, and the others checked."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from kubeproof.cli.arguments import ENGINES
from kubeproof.cli.custom import is_lasting
from kubeproof.cli.folders import groups
from kubeproof.cli.outcome import Mode
from kubeproof.cli.silence import silence_of
from kubeproof.cli.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kubeproof.check import Options
    from kubeproof.cli.arguments import Arguments
    from kubeproof.cli.folders import Group
    from kubeproof.cli.outcome import Outcome
    from kubeproof.configuration import Configuration
    from kubeproof.discovery import Found


def outcomes_of(
    files: Sequence[Found], arguments: Arguments, configuration: Configuration, options: Options
) -> list[Outcome]:
    """What came of some files, in their order.

    Args:
        files: what to look at.
        arguments: what was asked for.
        configuration: the settings of the project.
        options: what to check for.
    """
    if arguments.engine != ENGINES[0]:
        from kubeproof.cli.engine import judged_files  # noqa: PLC0415 - loads all that can check

        return judged_files(files, options, arguments, configuration)
    together = groups(files)
    if arguments.no_cache or arguments.mode is not Mode.CHECK or not is_lasting(options):
        outcomes = _checked(together, arguments, configuration, options)
    else:
        outcomes = _remembered(together, arguments, configuration, options)
    of = dict(zip(chain(*together), chain(*outcomes), strict=True))
    return [of[found] for found in files]


def _remembered(
    together: Sequence[Group], arguments: Arguments, configuration: Configuration, options: Options
) -> list[list[Outcome]]:
    store = Store(options, configuration.execution.commands)
    known = [None if store.is_empty else store.find(group) for group in together]
    missing = [group for group, outcomes in zip(together, known, strict=True) if outcomes is None]
    checked = iter(_checked(missing, arguments, configuration, options))
    every = [next(checked) if outcomes is None else outcomes for outcomes in known]
    for outcomes in every:
        store.add(outcomes)
    store.save()
    return every


def _checked(
    together: Sequence[Group], arguments: Arguments, configuration: Configuration, options: Options
) -> list[list[Outcome]]:
    if not together:
        return []
    from kubeproof.cli.run import run  # noqa: PLC0415 - loads all that can check
    from kubeproof.cli.site import site_of  # noqa: PLC0415 - the same
    from kubeproof.cli.treatment import Treatment, treat_group  # noqa: PLC0415 - the same
    from kubeproof.rules import all_rules  # noqa: PLC0415 - the same

    site = site_of(configuration, options)
    all_rules()  # before the processes part
    treatment = Treatment(arguments.mode, site, silence_of(configuration), {})
    treating = partial(treat_group, treatment=treatment)
    return run(together, treating, jobs=arguments.jobs, progress=not arguments.quiet)


def brought_along(
    outcomes: Sequence[Outcome], paths: Sequence[str], configuration: Configuration, options: Options
) -> list[Outcome]:
    """The outcomes of the files that pages name and nobody has looked at yet.

    Args:
        outcomes: what came of the pages.
        paths: the files that were looked at.
        configuration: the settings of the project.
        options: what to check for.
    """
    if not any(outcome.pulls for outcome in outcomes):
        return []
    from kubeproof.cli.pulled import pulled  # noqa: PLC0415 - loads all that can check
    from kubeproof.cli.site import site_of  # noqa: PLC0415 - the same

    return pulled(outcomes, paths, site_of(configuration, options))
