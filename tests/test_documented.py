"""What there is, the documentation names: sessions, settings, fences and their options."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kubeproof import configuration, markdown_settings
from kubeproof.fences.call import HIGHLIGHT
from kubeproof.fences.kinds import FENCES
from kubeproof.mkdocs_plugin_options import KubeproofConfig

if TYPE_CHECKING:
    from pathlib import Path

SESSION = r"^@nox\.session.*\n(?:@.*\n)*def (\w+)"
UNSPOKEN = {"exec", "yml", "title_mode"}  # a flag, a second name, and an option of pymdownx that is passed on


def code_of(page: Path) -> set[str]:
    """Return the words that a page sets as code, options without their values."""
    return {re.split(r"[ =:]", code)[0] for code in re.findall(r"`([^`\n]+)`", page.read_text("utf-8"))}


def test_each_session_of_nox_is_in_the_table_for_contributors(repository: Path) -> None:
    sessions = re.findall(SESSION, (repository / "noxfile.py").read_text("utf-8"), re.MULTILINE)
    table = re.findall(r"^\| `nox -s (\w+)", (repository / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    assert table == list(dict.fromkeys(table))
    assert set(table) == set(sessions)


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("The MkDocs plugin", {name for name, _ in KubeproofConfig._schema}),
        # Those that are taken away are the plugin's.
        ("The Markdown extension", set(markdown_settings.DEFAULTS) - {"site", "rendered", "clean"}),
        ("The command line", {*configuration._KEYS, *configuration._EXEC_KEYS}),
    ],
)
def test_each_setting_is_described(repository: Path, tmp_path: Path, heading: str, names: set[str]) -> None:
    page = (repository / "docs" / "tool" / "configuration.md").read_text("utf-8")
    part = tmp_path / "part.md"
    part.write_text(page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0], "utf-8")
    assert names - code_of(part) == set()


@pytest.mark.parametrize("language", sorted(FENCES))
def test_each_fence_and_its_options_are_described(repository: Path, language: str) -> None:
    pages = ("fences.md", "executable-examples.md")
    named = set().union(*(code_of(repository / "docs" / "tool" / page) for page in pages))
    assert {language, *FENCES[language].attributes} - named <= UNSPOKEN
    assert named >= HIGHLIGHT - UNSPOKEN
