"""`kubeproof check`: check files, repair them, or show what would be repaired."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kubeproof.check import Options
from kubeproof.cli.arguments import ENGINES, Arguments, wrong_reason
from kubeproof.cli.custom import broken_definitions, custom_kinds_of, with_files
from kubeproof.cli.failure import Failure
from kubeproof.cli.outcome import display
from kubeproof.cli.project import configuration_here
from kubeproof.cli.remembered import brought_along, outcomes_of
from kubeproof.cli.report import STATISTICS, print_report, report_of, status
from kubeproof.cli.selection import codes, completions
from kubeproof.cli.silence import silence_of
from kubeproof.cli.terminal import show
from kubeproof.cli.watching import watch
from kubeproof.discovery import MissingPathError, discover
from kubeproof.formats import FORMATS
from kubeproof.formats.text import plural
from kubeproof.schema import DEFAULT_VERSIONS, VersionError, parse_versions

if TYPE_CHECKING:
    from kubeproof.configuration import Configuration
    from kubeproof.discovery import Found


@click.command(short_help="Check the manifests in Markdown and YAML files.")
@click.argument("paths", nargs=-1, type=click.Path(readable=False), metavar="[PATH]...")  # a finding says if it is not
@click.option("--fix", is_flag=True, help="Make the safe repairs in the files.")
@click.option("--unsafe-fixes", is_flag=True, help="Count in the repairs that somebody should look at.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--add-ignore", metavar="REASON", help="Skip each wrong snippet of the pages from now on, and say why.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@click.option("--kubernetes", metavar="VERSIONS", help="Check for 1.36, or 1.35,1.36, or 1.33-1.37.")
@click.option("--format", type=click.Choice(list(FORMATS)), help="How to print the findings.  [default: text]")
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    shell_complete=completions,
    help="Report only these: KP301, KP3, unknown-field.",
)
@click.option(
    "--ignore",
    metavar="CODES",
    multiple=True,
    shell_complete=completions,
    help="Do not report these, and leave them be.",
)
@click.option("--crds", metavar="PATH", multiple=True, help="A file or folder with CustomResourceDefinitions.")
@click.option(
    "--schema-location",
    metavar="TEMPLATE",
    multiple=True,
    help="JSON schemas of other kinds, named as kubeconform names them.",
)
@click.option("--statistics", is_flag=True, help="Print how often each rule was broken; with text or json.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings and nothing else.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Use N processes.  [default: one for few small files, else one a core]",
)
@click.option("--force-exclude", is_flag=True, help="Leave out what the settings exclude, even if it is named.")
@click.option("--no-cache", is_flag=True, help="Check every file anew, and remember nothing.")
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default=ENGINES[0],
    help="Who checks: Kubeproof itself, kubeconform, or a cluster by a dry run.  [default: embedded]",
)
@click.option("--context", metavar="NAME", help="The context for --engine cluster.  [or: KUBEPROOF_CONTEXT]")
@click.option(
    "--kubeconfig", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="The kubeconfig for it."
)
@click.option("--compare", is_flag=True, help="List where the cluster and Kubeproof do not agree.")
@click.option("--stdin-filename", default="stdin.yaml", metavar="NAME", help="What to call the standard input.")
@click.pass_context
def check(context: click.Context, /, **values: Any) -> None:  # noqa: ANN401 - click's options, typed in Arguments
    """Check the manifests in Markdown and YAML files, and in folders of them.

    PATH is a file, a folder, or - for the standard input, which is YAML unless --stdin-filename ends in .md. Without
    a PATH the current folder is checked.

    The exit status is 0 if there is nothing to report, 1 if there are errors or --diff shows a change, and 2 if
    something could not be done.
    """
    arguments = Arguments(**values)
    _refuse_contradictions(arguments)
    context.exit(watch(arguments, lambda: _once(arguments)) if arguments.watch else _once(arguments))


def _once(arguments: Arguments) -> int:
    """Check and report; the exit status."""
    configuration = configuration_here()
    options = _options(arguments, configuration)
    if "-" in arguments.paths:
        from kubeproof.cli.piped import piped  # noqa: PLC0415 - loads all that can check

        outcomes, paths = [piped(arguments, configuration, options)], []
    else:
        files = _files(arguments, configuration)
        paths = [found.path for found in files]
        options = with_files(options, files)
        _add_ignores(files, arguments, configuration, options)
        outcomes = outcomes_of(files, arguments, configuration, options)
    brought = brought_along(outcomes, paths, configuration, options)
    brought += broken_definitions(arguments, configuration, paths, options)
    silence = silence_of(configuration)
    outcomes, brought = [silence.kept(each) for each in outcomes], [silence.kept(each) for each in brought]
    report = report_of(outcomes, brought, arguments, options)
    print_report(report, outcomes, arguments)
    return status(report, outcomes)


def _add_ignores(files: list[Found], arguments: Arguments, configuration: Configuration, options: Options) -> None:
    if arguments.add_ignore is None:
        return
    from kubeproof.cli.ignoring import add_ignores  # noqa: PLC0415 - loads all that can check

    added, failures = add_ignores(files, arguments.add_ignore, configuration, options)
    if not arguments.quiet:
        show(f"Skipped {plural(added, 'snippet')}.\n", to_stderr=True)
    if failures:
        raise Failure("\n".join(failures))


def _refuse_contradictions(arguments: Arguments) -> None:
    if arguments.add_ignore is not None:
        _refuse_to_ignore(arguments, arguments.add_ignore)
    if arguments.watch and "-" in arguments.paths:
        raise click.UsageError("--watch waits for files to change: name files and folders, not -")
    if arguments.fix and arguments.diff:
        raise click.UsageError("--fix writes and --diff only shows: choose one of them")
    if arguments.diff and (arguments.format or arguments.statistics):
        raise click.UsageError("--diff prints a diff: leave out --format and --statistics")
    if arguments.statistics and (arguments.format or "text") not in STATISTICS:
        raise click.UsageError("--statistics can be printed as text or json")
    if arguments.engine != ENGINES[0] and (arguments.fix or arguments.diff):
        raise click.UsageError(f"--engine {arguments.engine} only checks: leave out --fix and --diff")
    if arguments.engine != "cluster" and (arguments.context or arguments.kubeconfig or arguments.compare):
        raise click.UsageError("--context, --kubeconfig and --compare are for --engine cluster")
    if "-" in arguments.paths and len(arguments.paths) > 1:
        raise click.UsageError("- is the standard input: name it alone")


def _refuse_to_ignore(arguments: Arguments, reason: str) -> None:
    if problem := wrong_reason(reason):
        raise click.BadParameter(problem, param_hint="--add-ignore")
    if arguments.fix or arguments.diff or arguments.watch or "-" in arguments.paths:
        raise click.UsageError("--add-ignore writes comments into files: leave out --fix, --diff, --watch and -")
    if arguments.engine != ENGINES[0]:
        raise click.UsageError("--add-ignore goes by what Kubeproof finds: leave out --engine")


def _options(arguments: Arguments, configuration: Configuration) -> Options:
    """What to check for: the command line before the configuration before the defaults."""
    try:
        asked = parse_versions(arguments.kubernetes) if arguments.kubernetes is not None else None
    except VersionError as error:
        raise click.BadParameter(str(error), param_hint="--kubernetes") from error
    select, ignore = codes(arguments.select), codes(arguments.ignore)
    return Options(
        custom=custom_kinds_of(arguments, configuration),
        kubernetes=asked or configuration.kubernetes or DEFAULT_VERSIONS,
        select=select or codes(configuration.select, f"{configuration.path}: select: "),
        ignore=ignore or (() if select else codes(configuration.ignore, f"{configuration.path}: ignore: ")),
        unsafe_fixes=arguments.unsafe_fixes,
    )


def _files(arguments: Arguments, configuration: Configuration) -> list[Found]:
    paths = arguments.paths or (".",)
    kept = [path for path in paths if not (arguments.force_exclude and configuration.exclude.reaches(path))]
    try:
        files = discover(kept, configuration.exclude)
    except MissingPathError as error:
        raise Failure(display(str(error))) from error
    if not files and not arguments.quiet:
        show(f"There are no Markdown or YAML files in {', '.join(paths)}.\n", to_stderr=True)
    return files
