"""Rules that a project does not want to hear of in some paths: not reported, and not repaired."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run, Write

LEGACY = '[tool.kubeproof.per-path-ignores]\n"docs/legacy/**" = ["KP202"]\n'


def _paths(run: Run, *arguments: str) -> list[str]:
    return [finding["path"] for finding in json.loads(run("check", "--format", "json", *arguments).stdout)["findings"]]


def test_rule_is_silent_in_a_path_and_speaks_elsewhere(run: Run, write: Write, wrong: str) -> None:
    files = dict.fromkeys(["docs/legacy/a.yaml", "docs/legacy/deep/b.yaml", "docs/new.yaml"], wrong)
    write({"pyproject.toml": LEGACY, **files})
    assert _paths(run) == ["docs/new.yaml"]
    assert _paths(run) == ["docs/new.yaml"]  # from the cache
    assert _paths(run, "docs/legacy/a.yaml") == []
    assert run("check", "docs/legacy").exit_code == 0


def test_rest_of_what_is_wrong_is_reported(run: Run, write: Write, wrong: str) -> None:
    write({"pyproject.toml": LEGACY, "docs/legacy/a.yaml": wrong.replace("image: nginx", "imagee: nginx")})
    found = json.loads(run("check", "--format", "json").stdout)["findings"]
    assert found
    assert all(finding["code"] != "KP202" for finding in found)


def test_silent_rule_repairs_nothing(run: Run, write: Write, folder: Path, valid: str, wrong: str) -> None:
    write({"pyproject.toml": LEGACY, "docs/legacy/a.yaml": wrong, "docs/b.yaml": wrong})
    assert "legacy" not in run("check", "--diff").stdout
    assert run("check", "--fix").exit_code == 0
    assert (folder / "docs/legacy/a.yaml").read_text() == wrong
    assert (folder / "docs/b.yaml").read_text() == valid


def test_ignored_rule_repairs_nothing_and_others_do(run: Run, write: Write, folder: Path, wrong: str) -> None:
    two = wrong.replace("image: nginx", "Image: nginx")
    write({"a.yaml": two})
    run("check", "--fix", "--ignore", "KP202")
    assert (folder / "a.yaml").read_text() == wrong


def test_standard_input_has_a_path_too(run: Run, write: Write, wrong: str) -> None:
    write({"pyproject.toml": LEGACY})
    assert run("check", "-", "--stdin-filename", "docs/legacy/x.yaml", stdin=wrong).exit_code == 0
    assert run("check", "-", "--fix", "--stdin-filename", "docs/legacy/x.yaml", stdin=wrong).stdout == wrong
    assert run("check", "-", "--stdin-filename", "docs/x.yaml", stdin=wrong).exit_code == 1


@pytest.mark.parametrize("pattern", ["docs/legacy", "docs/legacy/", "./docs/legacy/*", "legacy", "**/legacy", "a.yaml"])
def test_pattern_is_a_name_or_a_path(run: Run, write: Write, wrong: str, pattern: str) -> None:
    write({"kubeproof.toml": f'[per-path-ignores]\n"{pattern}" = "wrong-api-version"\n', "docs/legacy/a.yaml": wrong})
    assert _paths(run) == []


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('per-path-ignores = "docs"\n', 'per-path-ignores must be a table: write "docs/old/**" = ["KP206"] in it'),
        ('[per-path-ignores]\ndocs = ["KP999"]\n', 'per-path-ignores: there is no rule "KP999"'),
        ("[per-path-ignores]\ndocs = 206\n", 'per-path-ignores: "docs": write a text, or a list of texts'),
    ],
)
def test_bad_settings_are_explained(run: Run, write: Write, settings: str, message: str) -> None:
    write({"kubeproof.toml": settings})
    result = run("check")
    assert result.exit_code == 2
    assert message in result.stderr
