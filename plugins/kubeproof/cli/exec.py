"""`kubeproof exec`: replay the transcripts of pages on a real cluster, or record them."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from kubeproof.check import Options
from kubeproof.cli.execution import Run
from kubeproof.cli.failure import Failure
from kubeproof.cli.outcome import display
from kubeproof.cli.project import configuration_here
from kubeproof.cli.site import site_of
from kubeproof.cli.terminal import show
from kubeproof.cli.transcripts import Plan, plans
from kubeproof.discovery import MissingPathError, discover
from kubeproof.live.kubectl import ClusterError
from kubeproof.live.namespaces import INTERRUPTS
from kubeproof.live.resources import without_namespace
from kubeproof.live.target import TargetError, choose, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

    from kubeproof.configuration import Configuration
    from kubeproof.discovery import Found
from kubeproof.live.target import Choice


@click.command(short_help="Replay the transcripts of pages on a real cluster.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--context", metavar="NAME", help="The context to run on.  [or: KUBEPROOF_CONTEXT, or exec.context]")
@click.option(
    "--kubeconfig", type=click.Path(dir_okay=False), metavar="FILE", help="The kubeconfig to read instead of your own."
)
@click.option("--update", is_flag=True, help="Record what the cluster answers, instead of comparing.")
@click.option("-q", "--quiet", is_flag=True, help="Print differences and nothing else.")
@click.pass_context
def exec(  # noqa: A001, PLR0913 - the name of the subcommand, and its options
    click_context: click.Context,
    /,
    paths: tuple[str, ...],
    context: str | None,
    kubeconfig: str | None,
    *,
    update: bool,
    quiet: bool,
) -> None:
    """Replay the transcripts of pages on a real cluster, and compare what it answers with what they show.

    A transcript is a fence "console exec". PATH is a page or a folder of pages; without one it is the current folder.
    Each page gets a namespace of its own, which is removed afterwards.

    The context must be named, and allowed: kind-*, minikube, k3d-* and envtest are, and what exec.contexts says in
    the configuration. Nothing runs before every command of every page is understood.

    The exit status is 0 if all is as it is shown, 1 if something differs, and 2 if it could not be run.
    """
    configuration = configuration_here()
    try:
        pages: list[Found] = discover(paths or (".",), configuration.exclude)
    except MissingPathError as error:
        raise Failure(display(str(error))) from error
    plan = partial(_plans, pages, configuration)
    if not plan(frozenset()):
        if not quiet:
            show(f'There is no fence "console exec" in {", ".join(paths or (".",))}.\n', to_stderr=True)
        return
    chosen = _choice(context, kubeconfig, configuration)
    with _ended_politely():
        click_context.exit(_run(plan, chosen, update=update, quiet=quiet))


def _plans(pages: Sequence[Found], configuration: Configuration, scoped: frozenset[str]) -> list[Plan]:
    """What is to be run of the pages; if some of it may not be, that is said and the program ends."""
    planned = plans(pages, site_of(configuration, Options()), scoped)
    problems = [each for plan in planned for each in plan.problems]
    if problems:
        for each in problems:
            show(f"{each.path}:{each.line}:{each.column}: {each.code} {each.message}\n")
        show("Nothing was run.\n", to_stderr=True)
        click.get_current_context().exit(1)
    return planned


def _choice(context: str | None, kubeconfig: str | None, configuration: Configuration) -> Choice:
    settings = configuration.execution
    file = Path(kubeconfig).absolute() if kubeconfig else None
    if file and not file.is_file():
        raise Failure(f"there is no file {kubeconfig}")
    try:
        return choose(context, file, settings.context, settings.contexts)
    except TargetError as error:
        raise Failure(str(error)) from error


def _run(plan: Callable[[frozenset[str]], list[Plan]], chosen: Choice, *, update: bool, quiet: bool) -> int:
    try:
        with opened(chosen) as target:
            run = Run(target, update=update, quiet=quiet)
            try:
                run.pages(plan(without_namespace(target)))
            except ClusterError as error:
                raise Failure(f"{run.place}: {error}" if run.place else str(error)) from error
            finally:
                for message in run.leftovers.messages:
                    show(f"Error: {message}\n", to_stderr=True)
    except TargetError as error:
        raise Failure(str(error)) from error
    if not quiet:
        show(f"{run.summary}\n", to_stderr=True)
    return 2 if run.leftovers.messages else int(run.differing > 0)


@contextmanager
def _ended_politely() -> Iterator[None]:
    """Remove what was made when asked to end: by Ctrl-C, by a CI server, or by a terminal that is closed."""

    def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
        show("Removing what was made ...\n", to_stderr=True)
        raise KeyboardInterrupt

    before = {name: signal.getsignal(name) for name in INTERRUPTS}
    heard = [name for name, handler in before.items() if handler is not signal.SIG_IGN]
    for name in heard:
        signal.signal(name, interrupt)
    try:
        yield
    finally:
        for name in heard:
            signal.signal(name, before[name])
