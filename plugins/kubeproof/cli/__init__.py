"""The command line: one file a subcommand, one line here."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from kubeproof import __version__
from kubeproof.cli.check import check
from kubeproof.cli.draw import draw
from kubeproof.cli.place import place
from kubeproof.cli.rule import rule

_INTERRUPTED = 130

_EPILOG = """\
Shell completion: put the line for your shell where it reads its settings.

\b
  bash  eval "$(_KUBEPROOF_COMPLETE=bash_source kubeproof)"    in ~/.bashrc
  zsh   eval "$(_KUBEPROOF_COMPLETE=zsh_source kubeproof)"     in ~/.zshrc
  fish  _KUBEPROOF_COMPLETE=fish_source kubeproof | source     in ~/.config/fish/config.fish
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=_EPILOG)
@click.version_option(__version__, prog_name="kubeproof", message="%(prog)s %(version)s")
def kubeproof() -> None:
    """Check, repair and draw the Kubernetes manifests in your documentation."""


for _command in (check, rule, draw, place):
    kubeproof.add_command(_command)


def main() -> None:
    """Run the command line and end the process with its exit status."""
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
    sys.exit(status)
