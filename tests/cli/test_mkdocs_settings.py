"""The settings that a project has in `mkdocs.yml` already hold for the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run, Write

SITE = """\
site_name: Site
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
plugins:
  - search: {enabled: !ENV [CI, false]}
  - kubeproof:
      kubernetes: ["1.30"]
      notes: texts
"""


def _versions(run: Run, *arguments: str) -> list[str]:
    value: dict[str, list[str]] = json.loads(run("check", "--format", "json", *arguments).stdout)
    return value["kubernetes"]


def test_command_line_then_toml_then_mkdocs(run: Run, write: Write) -> None:
    write({"mkdocs.yml": SITE})
    assert _versions(run) == ["1.30"]
    write({"pyproject.toml": '[tool.kubeproof]\nkubernetes = "1.31"\n'})
    assert _versions(run) == ["1.31"]
    write({"kubeproof.toml": 'kubernetes = "1.32"\n'})
    assert _versions(run) == ["1.32"]
    assert _versions(run, "--kubernetes", "1.33") == ["1.33"]


def test_key_that_toml_lacks_is_taken_from_mkdocs(run: Run, write: Write) -> None:
    write({"mkdocs.yml": SITE, "kubeproof.toml": 'kubernetes = "1.32"\n', "a.md": "```notes\nx.md#none\n```\n"})
    assert "there is no folder texts" in run("check", "a.md").stdout
    write({"kubeproof.toml": 'notes = "words"\n'})
    assert "there is no folder words" in run("check", "a.md").stdout
    assert _versions(run) == ["1.30"]


@pytest.mark.parametrize("value", ["1.36", "'1.36'", "[1.36]"])
def test_a_version_may_be_written_as_for_the_plugin(run: Run, write: Write, value: str) -> None:
    write({"mkdocs.yml": SITE.replace('["1.30"]', value)})
    assert _versions(run) == ["1.36"]


@pytest.mark.parametrize("name", ["mkdocs.yaml", "properdocs.yml", "properdocs.yaml"])
def test_the_file_of_the_site_may_have_another_name(run: Run, write: Write, name: str) -> None:
    write({name: SITE})
    assert _versions(run) == ["1.30"]


def test_programs_that_the_plugin_allows_are_allowed_here_too(run: Run, write: Write) -> None:
    page = "```console exec\n$ mytool\n```\n"
    write({"a.md": page, "kubeproof.toml": 'exec.contexts = ["kind-*"]\n'})
    assert "mytool" in run("check", "a.md").stdout
    write({"mkdocs.yml": SITE + "      commands: [mytool]\n"})
    assert run("check", "a.md").exit_code == 0


def test_folders_are_beside_mkdocs(run: Run, write: Write) -> None:
    write({"../mkdocs.yml": SITE, "../texts/x.md": "# A\n", "a.md": "```notes\nx.md#b\n```\n"})
    assert "../texts/x.md" in run("check", "a.md").stdout


def test_inherited_plugins_count(run: Run, write: Write) -> None:
    write({"mkdocs.yml": "INHERIT: base/site.yml\nsite_name: Other\n", "base/site.yml": SITE})
    assert _versions(run) == ["1.30"]


@pytest.mark.parametrize("plugins", ["plugins: [search, kubeproof]", "plugins: {kubeproof: }", "plugins: kubeproof"])
def test_plugin_without_options_ends_the_search(run: Run, write: Write, plugins: str) -> None:
    write({"../kubeproof.toml": 'kubernetes = "1.30"\n', "mkdocs.yml": f"{plugins}\n"})
    assert _versions(run) != ["1.30"]


@pytest.mark.parametrize("content", ["site_name: [\n", "", "- a\n", "plugins: [search]\n", "INHERIT: mkdocs.yml\n"])
def test_site_without_kubeproof_is_not_our_business(run: Run, write: Write, content: str) -> None:
    write({"../kubeproof.toml": 'kubernetes = "1.30"\n', "mkdocs.yml": content})
    assert _versions(run, "..") == ["1.30"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("plugins: [kubeproof\n", "is not YAML: "),
        (SITE.replace('["1.30"]', "1.30"), '; write "1.30" in quotes'),
        (SITE.replace("1.30", "1.2"), "kubernetes: Kubernetes 1.2 is not known"),
        ("plugins:\n  - kubeproof: [a]\n", "the options of kubeproof must be names with values"),
        (b"# kubeproof \xff\n", "is not UTF-8"),
    ],
)
def test_bad_settings_are_explained(run: Run, write: Write, content: str | bytes, message: str) -> None:
    write({"mkdocs.yml": content, "kubeproof.toml": 'kubernetes = "1.30"\n'})
    result = run("check")
    assert result.exit_code == 2
    assert "mkdocs.yml: " in result.stderr
    assert message in result.stderr
