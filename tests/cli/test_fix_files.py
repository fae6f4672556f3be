"""Files that are repaired: whole, as they were but for the repair, or not touched at all."""

from __future__ import annotations

import os
import random
import stat
import time
from typing import TYPE_CHECKING

import pytest

from kubeproof.writing import WriteRefusedError, replace_content

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run, Start, Write

AS_ROOT = not hasattr(os, "geteuid") or os.geteuid() == 0
KILLS = 8


def _names(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir()]


def test_line_ends_mark_and_mode_stay(run: Run, write: Write, folder: Path, valid: str, wrong: str) -> None:
    mark, crlf = b"\xef\xbb\xbf", "\r\n"
    write({"pod.yaml": mark + wrong.replace("\n", crlf).encode()})
    path = folder / "pod.yaml"
    path.chmod(0o640)
    assert run("check", "--fix").exit_code == 0
    assert path.read_bytes() == mark + valid.replace("\n", crlf).encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert _names(folder) == ["pod.yaml"]


def test_file_with_nothing_to_repair_is_not_written(run: Run, write: Write, folder: Path, valid: str) -> None:
    write({"pod.yaml": valid})
    before = (folder / "pod.yaml").stat()
    run("check", "--fix")
    after = (folder / "pod.yaml").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_link_stays_and_its_target_is_written(run: Run, write: Write, folder: Path, valid: str, wrong: str) -> None:
    write({"elsewhere/pod.txt": wrong})
    (folder / "pod.yaml").symlink_to("elsewhere/pod.txt")
    assert run("check", "--fix", "pod.yaml").exit_code == 0
    assert (folder / "pod.yaml").is_symlink()
    assert (folder / "elsewhere/pod.txt").read_text() == valid


def test_read_only_file_is_refused_and_others_are_repaired(
    run: Run, write: Write, folder: Path, valid: str, wrong: str
) -> None:
    write({"a.yaml": wrong, "b.yaml": wrong})
    (folder / "a.yaml").chmod(0o444)
    result = run("check", "--fix")
    assert result.exit_code == 2
    assert result.stderr == "Error: a.yaml was not repaired: the file is read-only\n"
    assert "Fixed 1 problem in 1 file; 1 remaining (1 fixable with --fix).\n" in result.stdout
    assert (folder / "a.yaml").read_text() == wrong
    assert (folder / "b.yaml").read_text() == valid


@pytest.mark.skipif(AS_ROOT, reason="root may write anywhere")
def test_folder_without_permission_is_refused(run: Run, write: Write, folder: Path, wrong: str) -> None:
    write({"locked/a.yaml": wrong})
    (folder / "locked").chmod(0o555)
    result = run("check", "--fix")
    (folder / "locked").chmod(0o755)
    assert result.exit_code == 2
    assert "no new file can be made in locked: permission denied" in result.stderr


def test_file_that_changed_meanwhile_is_refused(folder: Path, write: Write) -> None:
    write({"a.yaml": "new"})
    with pytest.raises(WriteRefusedError, match="changed while it was checked"):
        replace_content(folder / "a.yaml", b"old", b"fixed")
    assert (folder / "a.yaml").read_text() == "new"
    assert _names(folder) == ["a.yaml"]


def test_same_change_of_another_run_is_no_conflict(folder: Path, write: Write) -> None:
    write({"a.yaml": "fixed"})
    replace_content(folder / "a.yaml", b"old", b"fixed")
    assert (folder / "a.yaml").read_text() == "fixed"
    assert _names(folder) == ["a.yaml"]


def test_two_runs_at_once_repair_everything(start: Start, write: Write, folder: Path, valid: str, wrong: str) -> None:
    names = [f"{number}.yaml" for number in range(60)]
    write(dict.fromkeys(names, wrong))
    runs = [start("check", "--fix", "--quiet") for _ in range(2)]
    assert [(*process.communicate(), process.returncode) for process in runs] == [(b"", b"", 0)] * 2
    assert {(folder / name).read_text() for name in names} == {valid}
    assert sorted(_names(folder)) == sorted(names)


def test_file_that_is_gone_is_refused(folder: Path) -> None:
    with pytest.raises(WriteRefusedError, match="the file is gone"):
        replace_content(folder / "a.yaml", b"old", b"fixed")
    assert _names(folder) == []


def test_pipe_is_refused(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with pytest.raises(WriteRefusedError, match="not a file on a disk"):
        replace_content(folder / "pipe", b"old", b"fixed")


def test_full_disk_leaves_the_file(folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write({"a.yaml": "old"})

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteRefusedError, match="no space left on device"):
        replace_content(folder / "a.yaml", b"old", b"fixed")
    assert (folder / "a.yaml").read_text() == "old"
    assert _names(folder) == ["a.yaml"]


def test_killed_at_any_moment_every_file_is_whole(
    start: Start, write: Write, folder: Path, valid: str, wrong: str
) -> None:
    """Runs are killed when they have written the first file, the fifth, and so on, and somewhat later."""
    names = [f"{number:03}.yaml" for number in range(60)]
    padding = "# " + "x" * 5_000 + "\n"
    files = dict.fromkeys(names, wrong + padding)
    write(files)
    states: set[int] = set()
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    for number in range(KILLS):
        write(files)
        process = start("check", "--fix", "--quiet")
        while process.poll() is None and (folder / names[number * 7]).read_text() != valid + padding:
            time.sleep(0.0005)
        time.sleep(chance.uniform(0, 0.01))
        process.kill()
        process.communicate()
        contents = [(folder / name).read_text() for name in names]
        assert set(contents) <= {wrong + padding, valid + padding}
        states.add(contents.count(valid + padding))
    assert len(states) > 1
