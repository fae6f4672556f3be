"""What pre-commit runs: commands that this package has, for files that it reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from tests.cli.conftest import Run, Write

Hook = dict[str, Any]

HOOKS: list[Hook] = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8"))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_hook_runs_on_the_files_of_a_commit(run: Run, write: Write, valid: str, wrong: str, hook: Hook) -> None:
    write({"a.yaml": wrong, "b.md": "# Page\n"})
    program, *arguments = hook["entry"].split()
    result = run(*arguments, "a.yaml", "b.md")
    fixes = hook["id"].endswith("-fix")
    assert program == "kubeproof"
    assert result.exit_code == (0 if fixes else 1)
    assert Path("a.yaml").read_text() == (valid if fixes else wrong)
    assert hook["types_or"] == ["markdown", "yaml"]
