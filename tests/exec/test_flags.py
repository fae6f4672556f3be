"""Our list of kubectl's flags is kubectl's own."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from kubeproof.transcripts.flags import ALONE, VALUED
from kubeproof.transcripts.verbs import CHANGES, OF_NODES, READS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.cluster, pytest.mark.xdist_group("cluster pages")]

FLAG = re.compile(r"^    (?:-\w, )?--(?P<name>[\w-]+)(?:=(?P<value>.*?))?:\s*$", re.MULTILINE)
SUBCOMMAND = re.compile(r"^  (?P<name>[a-z-]+)  +[A-Z]", re.MULTILINE)
OPTIONAL = {"cascade", "dry-run", "validate"}  # a value, if any, stands behind "="
EITHER = {"containers", "prefix"}  # they stand alone in one command and take a value in another


def pages(kubectl: Path, *words: str) -> Iterator[str]:
    """What kubectl says of a command, and of the commands below it."""
    page = subprocess.run([kubectl, *words, "--help"], capture_output=True, text=True, check=False).stdout
    yield page
    if "Available Commands:" in page:
        for name in SUBCOMMAND.findall(page.partition("Available Commands:")[2].partition("Usage:")[0]):
            yield from pages(kubectl, *words, name)


def test_every_flag_is_known_and_whether_it_takes_a_value(binaries: Path) -> None:
    kubectl = binaries / "kubectl"
    verbs = (READS | CHANGES | OF_NODES) - {"cluster-info", "help", "options"}  # kubectl cluster-info dump is refused
    texts = [page for verb in sorted(verbs) for page in pages(kubectl, *verb.split())]
    texts.append(subprocess.run([kubectl, "options"], capture_output=True, text=True, check=True).stdout)
    found = {(match["name"], match["value"]) for text in texts for match in FLAG.finditer(text)}
    alone = {name for name, value in found if value in ("true", "false")} | OPTIONAL | {"help"}
    valued = {name for name, _ in found} - alone
    assert alone == ALONE
    assert valued == VALUED
    assert alone & VALUED == set()
    assert alone >= EITHER
