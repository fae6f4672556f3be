"""What tests of the command line share: a folder to work in, and two ways to run the command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from click.testing import CliRunner, Result

import kubeproof as package
from kubeproof.cli import kubeproof

if TYPE_CHECKING:
    from collections.abc import Mapping


class Run(Protocol):
    """Run `kubeproof` with some arguments."""

    def __call__(self, *arguments: str, stdin: str | bytes | None = None) -> Result: ...


class Write(Protocol):
    """Make files, each with its content."""

    def __call__(self, files: Mapping[str, str | bytes]) -> None: ...


class Start(Protocol):
    """Start `kubeproof` with some arguments."""

    def __call__(self, *arguments: str, **streams: int) -> subprocess.Popen[bytes]: ...


VALID = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, in one of its own; nothing of the surroundings decides about colours."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return here


@pytest.fixture
def run(folder: Path) -> Run:
    """Run in this process, in the folder."""
    assert Path.cwd().samefile(folder)

    def invoke(*arguments: str, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(kubeproof, arguments, input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


@pytest.fixture
def valid() -> str:
    return VALID


@pytest.fixture
def wrong() -> str:
    """A Pod in a version that does not serve it, which is repaired in its first line."""
    return VALID.replace("v1\n", "v2\n", 1)


@pytest.fixture
def write(folder: Path) -> Write:
    """Make files in the folder, with the folders that they stand in."""

    def make(files: Mapping[str, str | bytes]) -> None:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return make


@pytest.fixture
def start(folder: Path) -> Start:
    """Start a process of its own in the folder."""
    variables = os.environ | {"PYTHONPATH": str(Path(package.__path__[0]).parent)}
    variables.pop("COLUMNS", None)  # tests that run side by side have it; a terminal says itself how wide it is

    def launch(*arguments: str, **streams: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "kubeproof", *arguments]
        stdout, stderr = (streams.get(name, subprocess.PIPE) for name in ("stdout", "stderr"))
        return subprocess.Popen(command, cwd=folder, env=variables, stdout=stdout, stderr=stderr)

    return launch
