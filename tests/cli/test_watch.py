"""Checking again whenever a file changes."""

from __future__ import annotations

import signal
import subprocess
import time
from typing import IO, TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Run, Start, Write

PATIENCE = 60


class _Watch:
    """A running watch, and what it prints, run by run."""

    def __init__(self, process: subprocess.Popen[bytes], printed: IO[bytes]) -> None:
        self.process = process
        self._printed = printed

    def next_run(self) -> str:
        """All that is printed up to the end of the next run."""
        text, end = "", time.monotonic() + PATIENCE
        while "Watching for changes" not in text:
            assert time.monotonic() < end, text
            assert self.process.poll() is None, text
            text += self._printed.read().decode()
            time.sleep(0.02)
        return text


@pytest.fixture
def watch(start: Start, tmp_path: Path) -> Iterator[_Watch]:
    log = tmp_path / "printed"
    with log.open("wb") as written, log.open("rb") as printed:
        process = start("check", "--watch", stdout=written.fileno(), stderr=subprocess.STDOUT)
        yield _Watch(process, printed)
        process.kill()
        process.communicate()


def test_change_is_checked_and_interrupt_ends(write: Write, valid: str, wrong: str, watch: _Watch) -> None:
    watch.next_run()
    write({"a.yaml": wrong})
    assert "a.yaml:1:13: KP202" in watch.next_run()
    write({"a.yaml": valid + "# longer\n"})
    assert "KP202" not in watch.next_run()
    watch.process.send_signal(signal.SIGINT)
    assert watch.process.wait(PATIENCE) == 0


def test_settings_and_files_that_pages_name_are_watched(write: Write, wrong: str, watch: _Watch) -> None:
    write({"docs/a.md": "```manifest\nweb.yaml\n```\n"})
    watch.next_run()
    write({"examples/web.yaml": wrong})
    assert "examples/web.yaml:1:13: KP202" in watch.next_run()
    write({"kubeproof.toml": "ignore = [\n"})
    assert "is not TOML" in watch.next_run()
    write({"kubeproof.toml": 'ignore = "KP202"\n'})
    assert "KP202" not in watch.next_run()


def test_standard_input_cannot_be_watched(run: Run) -> None:
    result = run("check", "--watch", "-")
    assert result.exit_code == 2
    assert "name files and folders, not -" in result.stderr
