"""The command line: one file a subcommand, one line here."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper

import click

from kubeproof import __version__
from kubeproof.text.nearest import nearest

COMMANDS = ("check", "draw", "exec", "place", "rule")
"""The subcommands: the function of that name in the module of that name, imported when it is asked for."""

_INTERRUPTED = 130

_EPILOG = """\
Shell completion: put the line for your shell where it reads its settings.

\b
  bash  eval "$(_KUBEPROOF_COMPLETE=bash_source kubeproof)"    in ~/.bashrc
  zsh   eval "$(_KUBEPROOF_COMPLETE=zsh_source kubeproof)"     in ~/.zshrc
  fish  _KUBEPROOF_COMPLETE=fish_source kubeproof | source     in ~/.config/fish/config.fish
"""


class _Commands(click.Group):
    """Imports a subcommand when it is run, or described."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing and (meant := _meant(name)):
            ctx.fail(f"there is no command '{name}'. Did you mean '{meant}'?")
        return super().resolve_command(ctx, args)


def _meant(name: str) -> str | None:
    """The command that somebody had in mind: who names a file wants it checked."""
    return f"check {name}" if os.path.lexists(name) else nearest(name, COMMANDS)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=_EPILOG)
@click.version_option(__version__, prog_name="kubeproof", message="%(prog)s %(version)s")
def kubeproof() -> None:
    """Check, repair and draw the Kubernetes manifests in your documentation."""


def main() -> None:
    """Run the command line and end the process with its exit status."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # whoever started this has closed it
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115 - for as long as the process lives
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # an old terminal shows what it can
    try:
        status = kubeproof.main(prog_name="kubeproof", standalone_mode=False)
    except click.Abort:
        click.echo("Interrupted.", err=True)
        sys.exit(_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    gc.freeze()  # the end of the process looks for cycles once more, in all that is left
    sys.exit(status)
