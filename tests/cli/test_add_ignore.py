"""Comments that put up with what is wrong in a page, and say why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run, Write


def _page(yaml: str, prefix: str = "", first: str | None = None) -> str:
    begin = prefix if first is None else first
    body = "".join(f"{prefix}{line}\n" for line in yaml.splitlines())
    return f"# Page\n\n{begin}```yaml\n{body}{prefix}```\n"


@pytest.mark.parametrize("prefix", ["", "    ", "> ", ">   > "])
def test_wrong_snippet_gets_a_comment_where_it_stands(
    run: Run, write: Write, folder: Path, wrong: str, prefix: str
) -> None:
    begin = "- item\n\n" if prefix == "    " else ""
    before = begin + _page(wrong, prefix)
    write({"a.md": before})
    result = run("check", "--add-ignore", "old on purpose")
    assert (result.exit_code, result.stderr) == (0, "Skipped 1 snippet.\n")
    after = (folder / "a.md").read_text()
    comment = f"{prefix}<!-- kubeproof: skip old on purpose -->\n"
    assert after == before.replace(f"{prefix}```yaml", f"{comment}{prefix}```yaml")
    assert run("check").exit_code == 0
    assert run("check", "--add-ignore", "again").stderr == "Skipped 0 snippets.\n"
    assert (folder / "a.md").read_text() == after


def test_fence_in_the_line_of_a_mark_gets_an_option(run: Run, write: Write, folder: Path, wrong: str) -> None:
    write({"a.md": _page(wrong, "  ", first="- ")})
    assert run("check", "--add-ignore", 'the "old" way').exit_code == 0
    assert "- ```yaml skip=\"the 'old' way\"\n" in (folder / "a.md").read_text()


def test_line_ends_stay_and_right_snippets_are_left_alone(
    run: Run, write: Write, folder: Path, valid: str, wrong: str
) -> None:
    write({"a.md": (_page(valid) + _page(wrong)).replace("\n", "\r\n").encode()})
    run("check", "--add-ignore", "x")
    expected = _page(valid) + _page(wrong).replace("```yaml", "<!-- kubeproof: skip x -->\n```yaml")
    assert (folder / "a.md").read_bytes() == expected.replace("\n", "\r\n").encode()


def test_what_is_expected_or_ignored_needs_no_comment(run: Run, write: Write, folder: Path, wrong: str) -> None:
    pages = {"a.md": _page(wrong).replace("yaml", 'yaml expect="KP202"'), "old.md": _page(wrong)}
    write({**pages, "kubeproof.toml": '[per-path-ignores]\n"old.md" = "KP202"\n'})
    assert run("check", "--add-ignore", "x").stderr == "Skipped 0 snippets.\n"
    assert {name: (folder / name).read_text() for name in pages} == pages


def test_yaml_file_has_no_comments_and_is_reported(run: Run, write: Write, folder: Path, wrong: str) -> None:
    write({"a.yaml": wrong})
    result = run("check", "--add-ignore", "x")
    assert result.exit_code == 1
    assert "a.yaml:1:13: KP202" in result.stdout
    assert (folder / "a.yaml").read_text() == wrong


def test_read_only_page_is_refused(run: Run, write: Write, folder: Path, wrong: str) -> None:
    write({"a.md": _page(wrong)})
    (folder / "a.md").chmod(0o444)
    result = run("check", "--add-ignore", "x")
    assert result.exit_code == 2
    assert "Error: a.md got no comment: the file is read-only\n" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--add-ignore", " "), "say why, in a few words"),
        (("--add-ignore", "a --> b"), "it stands in an HTML comment"),
        (("--add-ignore", "x", "--fix"), "leave out --fix, --diff, --watch and -"),
        (("--add-ignore", "x", "--watch"), "leave out --fix, --diff, --watch and -"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
