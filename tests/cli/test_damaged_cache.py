"""What is remembered between runs may be lost, cut off or from elsewhere: the answer stays the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run, Start, Write


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache; the folder of the user is not touched."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def _file(cache: Path) -> Path:
    (file,) = (cache / "kubeproof" / "outcomes").iterdir()
    return file


def _damaged(whole: bytes) -> dict[str, bytes]:
    entries = json.loads(whole)
    finding = next(each for entry in entries.values() for each in entry if isinstance(each, dict))
    return {
        "cut off": whole[: len(whole) // 2],
        "empty": b"",
        "not text": b"\xff\x00" * 40,
        "another form": b"[1, 2]",
        "deep": b"[" * 100_000,
        "other values": _with_all(entries, "x"),
        "other findings": _with_all(entries, [{**finding, "findings": [{"code": "KP202"}]}]),
        "no findings": _with_all(entries, [{**finding, "findings": 7}]),
        "other lines": _with_all(entries, [{**finding, "lines": [[1]]}]),
        "nothing": _with_all(entries, None),
        "nothing in it": _with_all(entries, [None]),
        "too little": _with_all(entries, []),
    }


def _with_all(entries: dict[str, object], value: object) -> bytes:
    return json.dumps({key: value for key in entries}).encode()  # noqa: C420 - dict.fromkeys would be refused as well


def test_damaged_cache_is_made_anew(run: Run, write: Write, cache: Path, wrong: str) -> None:
    write({"a.yaml": wrong})
    right = run("check").stdout
    assert "KP202" in right
    whole = _file(cache).read_bytes()
    for name, content in _damaged(whole).items():
        _file(cache).write_bytes(content)
        result = run("check")
        assert (name, result.stdout, result.exit_code) == (name, right, 1)
        assert json.loads(_file(cache).read_bytes()) == json.loads(whole), name


def test_cache_that_cannot_be_written_is_done_without(run: Run, write: Write, cache: Path, wrong: str) -> None:
    cache.write_text("a file where a folder should be")
    write({"a.yaml": wrong})
    result = run("check")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "KP202" in result.stdout


def test_user_without_a_home_needs_no_cache(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    for name in ("XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pathlib.Path.home", _no_home)
    write({"a.yaml": wrong})
    assert "KP202" in run("check").stdout


def _no_home() -> Path:
    raise RuntimeError("Could not determine home directory.")


def test_runs_at_once_leave_a_whole_cache(cache: Path, start: Start, write: Write, wrong: str) -> None:
    write({f"{number}.yaml": f"# {number}\n{wrong}" for number in range(20)})
    runs = [start("check", "--format", "json") for _ in range(3)]
    printed = {process.communicate()[0] for process in runs}
    assert len(printed) == 1
    assert len(json.loads(printed.pop())["findings"]) == 20
    (remembered,) = json.loads(_file(cache).read_bytes()).values()
    assert len(remembered) == 20
