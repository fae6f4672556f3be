"""What a run remembers: the next one says the same, and nothing that is kept can make it say something else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run, Write

WRONG = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {typ: NodePort, ports: [{port: 80}]}\n"


def kept(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / ".cache" / "kubeproof" / "outcomes").glob("*.json"))


def test_second_run_says_the_same(run: Run, write: Write, valid: str, tmp_path: Path) -> None:
    write({"a.yaml": WRONG, "b.yaml": valid, "page.md": f"# Page\n\n```yaml\n{WRONG}```\n"})
    first, second = run("check", "--format=json"), run("check", "--format=json")
    (store,) = kept(tmp_path)
    assert len(json.loads(store.read_bytes())) == 2  # the manifests of a folder together, and the page
    assert json.loads(second.stdout) == json.loads(first.stdout)
    assert run("check").stdout == run("check", "--no-cache").stdout


def test_remembered_outcome_is_used(run: Run, write: Write, tmp_path: Path) -> None:
    write({"a.yaml": WRONG})
    run("check")
    (store,) = kept(tmp_path)
    entries = json.loads(store.read_bytes())
    store.write_text(json.dumps({key: [7] for key in entries}))
    report = json.loads(run("check", "--format=json").stdout)
    assert (report["summary"]["documents"], report["findings"]) == (7, [])
    assert json.loads(run("check", "--format=json", "--no-cache").stdout)["summary"]["errors"] == 1


def test_changed_file_is_checked_again(run: Run, write: Write, valid: str) -> None:
    write({"a.yaml": WRONG})
    assert run("check").exit_code == 1
    write({"a.yaml": valid})
    assert run("check").exit_code == 0


def test_other_options_have_their_own_store(run: Run, write: Write, tmp_path: Path) -> None:
    write({"a.yaml": WRONG})
    assert run("check").exit_code == 1
    assert run("check", "--ignore=KP301").exit_code == 0
    assert run("check", "--kubernetes=1.30").exit_code == 1
    assert len(kept(tmp_path)) == 3


def test_settings_that_change_what_is_found_are_minded(run: Run, write: Write) -> None:
    write({"a.md": "```console exec\n$ helm list\nNAME\n```\n"})
    assert run("check").exit_code == 1
    write({"kubeproof.toml": 'exec.commands = ["helm"]\n'})
    assert run("check").exit_code == 0


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'"x"', b"\xff", b"[" * 100_000])
def test_broken_store_is_made_anew(run: Run, write: Write, tmp_path: Path, content: bytes) -> None:
    write({"a.yaml": WRONG})
    first = run("check")
    (store,) = kept(tmp_path)
    store.write_bytes(content)
    assert run("check").stdout == first.stdout
    assert len(json.loads(store.read_bytes())) == 1


@pytest.mark.parametrize("entry", [None, "x", {}, [], ["x"], [{"documents": 1, "lines": [], "findings": [{}]}], 1.5])
def test_foreign_entry_is_not_believed(run: Run, write: Write, tmp_path: Path, entry: object) -> None:
    write({"a.yaml": WRONG})
    first = run("check")
    (store,) = kept(tmp_path)
    store.write_text(json.dumps(dict.fromkeys(json.loads(store.read_bytes()), entry)))
    assert run("check").stdout == first.stdout


def test_nothing_is_kept_if_that_is_not_wanted(run: Run, write: Write, tmp_path: Path) -> None:
    write({"a.yaml": WRONG})
    run("check", "--no-cache")
    assert kept(tmp_path) == []


def test_folder_that_takes_nothing_does_not_matter(run: Run, write: Write, tmp_path: Path) -> None:
    write({"a.yaml": WRONG})
    (tmp_path / ".cache").write_text("a file, not a folder")
    done = run("check")
    assert done.exit_code == 1
    assert done.stderr == ""


def test_page_that_brings_files_along_is_not_remembered(run: Run, write: Write, valid: str, tmp_path: Path) -> None:
    write({"page.md": "```manifest\na.yaml\n```\n", "examples/a.yaml": WRONG})
    assert run("check", "page.md").exit_code == 1
    write({"examples/a.yaml": valid})
    assert run("check", "page.md").exit_code == 0
    assert kept(tmp_path) == []
