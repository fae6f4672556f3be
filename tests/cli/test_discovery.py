"""Which files are checked, and what is said about those that cannot be."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kubeproof.discovery import Exclusion, discover
from kubeproof.reading import LARGEST

if TYPE_CHECKING:
    from tests.cli.conftest import Run, Write

AS_ROOT = not hasattr(os, "geteuid") or os.geteuid() == 0


def found(*paths: str, exclusion: Exclusion | None = None) -> list[str]:
    return [file.path for file in discover(paths or (".",), exclusion or Exclusion())]


def test_folders_are_read_in_order_by_ending(write: Write) -> None:
    write(dict.fromkeys(["b.md", "a/z.yaml", "a/y.YML", "a/x.markdown", "a/no.txt", "a/no.json"], ""))
    assert found() == ["a/x.markdown", "a/y.YML", "a/z.yaml", "b.md"]


def test_what_is_not_the_authors_is_left_out(write: Write) -> None:
    left_out = [".git/a.md", ".nox/a.md", "node_modules/p/a.md", "env/lib/a.md", "env/pyvenv.cfg", "site/a.yaml"]
    write(dict.fromkeys([*left_out, "site/index.html", "docs/site/a.md", ".hidden.yaml"], ""))
    assert found() == [".hidden.yaml", "docs/site/a.md"]


def test_what_is_named_is_taken(write: Write) -> None:
    write(dict.fromkeys([".github/a.yaml", "notes.txt"], ""))
    assert found(".github", "notes.txt") == [".github/a.yaml", "notes.txt"]


def test_each_file_is_taken_once(write: Write, folder: Path) -> None:
    write(dict.fromkeys(["a.md", "b/c.md"], ""))
    (folder / "b/again.md").symlink_to("c.md")
    assert found("b/c.md", ".", "./b") == ["b/c.md", "a.md"]


def test_links_to_folders_make_no_circle(write: Write, folder: Path) -> None:
    write({"a/b.md": ""})
    (folder / "a/up").symlink_to("..")
    assert found() == ["a/b.md"]


def test_deep_folders_are_walked(write: Write) -> None:
    deepest = 1050
    for depth in range(1, deepest + 1):
        os.mkdir("d/" * depth)  # noqa: PTH102 - a Path of this depth is slow
    write({"d/" * deepest + "a.md": ""})
    assert found() == ["d/" * deepest + "a.md"]
    os.unlink("d/" * deepest + "a.md")  # noqa: PTH108 - the same
    for depth in range(deepest, 0, -1):
        os.rmdir("d/" * depth)  # noqa: PTH106 - the same


def test_patterns_exclude_names_and_paths(write: Write, folder: Path) -> None:
    write(dict.fromkeys(["drafts/a.md", "x/drafts/a.md", "docs/old/a.md", "docs/a.tmpl.yaml", "docs/b.md"], ""))
    exclusion = Exclusion(folder, ("drafts/", "docs/old", "*.tmpl.yaml"))
    assert found(exclusion=exclusion) == ["docs/b.md"]
    assert found("docs/old/a.md", exclusion=exclusion) == ["docs/old/a.md"]


def test_path_that_does_not_exist_names_the_nearest(run: Run, write: Write) -> None:
    write({"docs/index.md": ""})
    result = run("check", "docs/indx.md")
    assert result.exit_code == 2
    assert result.stderr == "Error: docs/indx.md does not exist; did you mean docs/index.md?\n"
    assert "did you mean docs?" in run("check", "dosc").stderr


def test_no_files_are_remarked(run: Run) -> None:
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "There are no Markdown or YAML files in ..\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"a: 1\nb: \xff\n",
            "a.yaml:2:1: KP001 a.yaml is not UTF-8 (the first wrong byte, 0xff, is in line 2); save it as UTF-8",
        ),
        ("a: 1\n".encode("utf-16"), "a.yaml:1:1: KP001 a.yaml is UTF-16; save it as UTF-8"),
        (b"#" * (LARGEST + 1), "a.yaml:1:1: KP001 a.yaml is larger than 50 MB, too large to be a manifest or a page"),
    ],
    ids=["not-utf-8", "utf-16", "too-large"],
)
def test_unreadable_file_is_a_finding_and_others_are_checked(
    run: Run, write: Write, wrong: str, content: bytes, message: str
) -> None:
    write({"a.yaml": content, "b.yaml": wrong})
    result = run("check")
    assert result.exit_code == 1
    assert f"{message}\n" in result.stdout
    assert "b.yaml:1:13: KP202" in result.stdout


def test_broken_links_are_findings(run: Run, folder: Path) -> None:
    (folder / "a.yaml").symlink_to("nowhere")
    (folder / "b.yaml").symlink_to("b.yaml")
    result = run("check")
    assert result.exit_code == 1
    assert "a.yaml:1:1: KP001 a.yaml is a symbolic link to nowhere, which does not exist" in result.stdout
    assert "b.yaml:1:1: KP001 b.yaml cannot be read: too many levels of symbolic links" in result.stdout
    assert run("check", "a.yaml").stdout.startswith("a.yaml:1:1: KP001 ")
    assert run("check", "--ignore", "KP001").exit_code == 0


@pytest.mark.skipif(AS_ROOT, reason="root may read anything")
def test_no_permission_is_a_finding(run: Run, write: Write, folder: Path, wrong: str) -> None:
    write({"a/b.yaml": "", "c.yaml": "", "d.yaml": wrong})
    (folder / "a").chmod(0)
    (folder / "c.yaml").chmod(0)
    assert run("check", "c.yaml", "a").stdout.count(" cannot be opened: permission denied") == 2
    result = run("check")
    (folder / "a").chmod(0o755)
    assert "a:1:1: KP001 a cannot be opened: permission denied" in result.stdout
    assert "c.yaml:1:1: KP001 c.yaml cannot be opened: permission denied" in result.stdout
    assert "d.yaml:1:13: KP202" in result.stdout


def test_name_that_is_no_text_is_shown(run: Run, folder: Path, wrong: str) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.yaml")).write_text(wrong)
    assert run("check").stdout.startswith("\ufffd.yaml:1:13: ")
    assert run("check", "--fix").exit_code == 0


def test_excluded_file_is_left_out_though_named_if_that_is_asked_for(run: Run, write: Write, wrong: str) -> None:
    write({"kubeproof.toml": 'exclude = ["old"]\n', "docs/old/a.yaml": wrong, "b.yaml": wrong})
    assert "a.yaml" in run("check", "docs/old/a.yaml").stdout
    result = run("check", "--force-exclude", "docs/old/a.yaml", "b.yaml")
    assert "a.yaml" not in result.stdout
    assert "b.yaml" in result.stdout
    assert run("check", "--force-exclude", "docs/old/a.yaml").exit_code == 0
    named = ("check", "-", "--stdin-filename", "docs/old/a.yaml", "--fix")
    assert run(*named, stdin=wrong).stdout != wrong
    assert run(*named, "--force-exclude", stdin=wrong).stdout == wrong


@pytest.mark.skipif(AS_ROOT, reason="root may read anything")
@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_folder_that_pages_read_from_may_be_closed(run: Run, write: Write, folder: Path, valid: str, mode: int) -> None:
    page = "```manifest\nwbe.yaml\n```\n\n```manifest\nclosed/a.yaml\n```\n"
    write({"examples/web.yaml": valid, "examples/closed/a.yaml": valid, "page.md": page})
    closed = folder / "examples/closed"
    closed.chmod(mode)
    result = run("check", "page.md")
    closed.chmod(0o755)
    assert 'page.md:2:1: KP003 there is no file examples/wbe.yaml; did you mean "web.yaml"?' in result.stdout
    assert "page.md:6:1: KP001 examples/closed/a.yaml cannot be opened: permission denied" in result.stdout
