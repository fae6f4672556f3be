"""Pages and the files that their fences name, on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run, Write

PULL = "```manifest\nweb.yaml\n```\n"
NOTES = "```notes\nweb.md#part\n```\n"


def places(run: Run, *arguments: str) -> list[tuple[str, int, str]]:
    findings = json.loads(run("check", "--format", "json", *arguments).stdout)["findings"]
    return [(each["path"], each["line"], each["code"]) for each in findings]


def test_a_fence_that_names_nothing_is_a_finding(run: Run, write: Write) -> None:
    write({"docs/page.md": f"# Page\n\n{PULL}"})
    assert places(run, "docs") == [("docs/page.md", 4, "KP003")]
    assert "there is no folder examples" in run("check", "docs").stdout


def test_a_folder_matters_only_if_a_fence_names_a_file_in_it(run: Run, write: Write, valid: str) -> None:
    write({"docs/page.md": f"```yaml\n{valid}```\n"})
    assert run("check", "docs").exit_code == 0


def test_a_file_that_pages_name_is_checked_once_at_its_own_place(run: Run, write: Write, wrong: str) -> None:
    write({"docs/a.md": PULL, "docs/b.md": PULL + '```manifest skip="no"\nweb.yaml\n```\n', "examples/web.yaml": wrong})
    assert places(run, "docs") == [("examples/web.yaml", 1, "KP202")]
    assert places(run, "docs", "examples") == [("examples/web.yaml", 1, "KP202")]
    assert places(run, "docs", "--jobs", "2") == [("examples/web.yaml", 1, "KP202")]
    assert places(run, "docs", "--ignore", "KP2") == []


def test_notes_are_followed_to_what_they_name(run: Run, write: Write, wrong: str) -> None:
    write({"page.md": NOTES, "docs/notes/web.md": f"# Web\n\n## Part\n\n{PULL}", "examples/web.yaml": wrong})
    assert places(run, "page.md") == [("examples/web.yaml", 1, "KP202")]
    assert json.loads(run("check", "--format", "json", "page.md").stdout)["summary"]["files"] == 3


def test_a_file_that_nobody_named_is_not_written(run: Run, write: Write, wrong: str) -> None:
    write({"page.md": PULL, "examples/web.yaml": wrong})
    result = run("check", "--fix", "page.md")
    assert (result.exit_code, Path("examples/web.yaml").read_text("utf-8")) == (1, wrong)
    assert "fixable" not in result.stdout
    assert run("check", "--fix", "page.md", "examples").exit_code == 0


@pytest.mark.parametrize("above", ["", "../"])
def test_folders_are_those_of_the_configuration(
    run: Run, write: Write, wrong: str, above: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        {"kubeproof.toml": 'examples = "manifests"\nnotes = "n"\n', "manifests/web.yaml": wrong, "n/web.md": "# Part\n"}
    )
    write({"page.md": PULL + NOTES, "below/page.md": PULL + NOTES})
    monkeypatch.chdir("below" if above else ".")
    assert places(run, "page.md") == [(f"{above}manifests/web.yaml", 1, "KP202")]


def test_several_folders_are_refused(run: Run, write: Write) -> None:
    write({"kubeproof.toml": 'examples = ["a", "b"]\n'})
    result = run("check")
    assert (result.exit_code, "examples: write one folder" in result.stderr) == (2, True)


def test_options_of_other_generators_beside_yaml_are_theirs(run: Run, write: Write, valid: str) -> None:
    write({"page.md": f'```yaml {{linenos=table,hl_lines=["1"]}} showLineNumbers\n{valid}```\n'})
    assert places(run, "page.md") == []
    write({"page.md": f"<!-- kubeproof: skpi why -->\n```yaml\n{valid}```\n"})
    assert places(run, "page.md") == [("page.md", 1, "KP008")]
    write({"page.md": '```manifest line="1"\nweb.yaml\n```\n', "examples/web.yaml": valid})
    assert places(run, "page.md") == [("page.md", 1, "KP008")]


def test_a_picture_that_cannot_be_drawn_is_a_finding(run: Run, write: Write, valid: str) -> None:
    write({"page.md": "```service\nweb.yaml\n```\n", "examples/web.yaml": valid})
    assert places(run, "page.md") == [("page.md", 2, "KP009")]
    assert places(run, "-", "--stdin-filename", "page.md") == []
