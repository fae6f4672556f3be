"""Settings from files, and what the command line has to say about them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run, Write


@pytest.mark.parametrize(
    ("name", "table"), [("kubeproof.toml", ""), ("pyproject.toml", "[tool.kubeproof]\n")], ids=["own", "shared"]
)
def test_settings_of_a_folder_above_hold(run: Run, write: Write, wrong: str, name: str, table: str) -> None:
    write({f"../{name}": f'{table}kubernetes = "1.30-1.31"\nexclude = ["old"]\n', "old/a.yaml": wrong, "b.yaml": ""})
    value = json.loads(run("check", "--format", "json").stdout)
    assert (value["kubernetes"], value["summary"]["files"]) == (["1.30", "1.31"], 1)


def test_command_line_wins(run: Run, write: Write, wrong: str) -> None:
    write({"kubeproof.toml": 'kubernetes = ["1.30"]\nignore = ["wrong-api-version"]\n', "a.yaml": wrong})
    assert run("check").exit_code == 0
    result = run("check", "--format", "json", "--kubernetes", "1.36", "--ignore", "KP3")
    assert json.loads(result.stdout)["kubernetes"] == ["1.36"]
    assert result.exit_code == 1


def test_nearest_file_with_settings_counts(run: Run, write: Write) -> None:
    write({"../kubeproof.toml": 'kubernetes = "1.30"\n', "pyproject.toml": "[tool.other]\n"})
    assert json.loads(run("check", "--format", "json").stdout)["kubernetes"] == ["1.30"]
    write({"pyproject.toml": '[tool.kubeproof]\nkubernetes = "1.31"\n'})
    assert json.loads(run("check", "--format", "json").stdout)["kubernetes"] == ["1.31"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('kubernets = "1.36"\n', 'unknown key "kubernets": did you mean "kubernetes"?'),
        ("colour = true\n", 'unknown key "colour": known are kubernetes, select, ignore, exclude, '),
        ("kubernetes = 1.30\n", '; write "1.30" in quotes'),
        ("select = 301\n", 'select: write a text, or a list of texts; 301 needs quotes: "301"'),
        ("ignore = [[]]\n", "ignore: write a text, or a list of texts"),
        ('examples = ["a", "b"]\n', 'examples: write one folder, such as "docs/notes"'),
        ('kubernetes = "1.2"\n', "kubernetes: Kubernetes 1.2 is not known"),
        ("kubernetes = \n", "is not TOML: "),
        ('select = ["KP999"]\n', 'select: there is no rule "KP999"'),
        (b"\xff", "is not TOML: "),
    ],
)
def test_bad_settings_are_explained(run: Run, write: Write, folder: Path, settings: str | bytes, message: str) -> None:
    write({"kubeproof.toml": settings})
    result = run("check")
    assert result.exit_code == 2
    assert message in result.stderr
    assert str(folder / "kubeproof.toml") in result.stderr


def test_table_that_is_no_table_is_explained(run: Run, write: Write) -> None:
    write({"pyproject.toml": "[tool]\nkubeproof = 1\n"})
    result = run("check")
    assert result.exit_code == 2
    assert "pyproject.toml: tool.kubeproof must be a table" in result.stderr
