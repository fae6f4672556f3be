"""Calls from Python: an answer whatever is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import kubeproof

POD = "apiVersion: v2\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}]}\n"


@pytest.mark.parametrize("versions", ["1.36", "1.35-1.36", "v1.36", ["1.36", "1.36"], ("1.35,1.36",), {"1.36"}])
def test_versions_are_written_as_on_the_command_line(versions: Any) -> None:  # noqa: ANN401 - whatever people give
    (finding,) = kubeproof.check(POD, kubernetes=versions)
    assert (finding.code, finding.kubernetes[-1]) == ("KP202", "1.36")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"kubernetes": ("9.9",)}, "kubernetes: Kubernetes 9.9 is not known; known are 1.25 to "),
        ({"kubernetes": "latest"}, 'kubernetes: "latest" is not a Kubernetes version'),
        ({"kubernetes": ()}, "kubernetes: no Kubernetes version is named"),
        ({"kubernetes": None}, "kubernetes: None is no list of versions"),
        ({"text": None}, "a.md is no text but NoneType"),
        ({"text": POD.encode()}, "a.md is no text but bytes"),
        ({"text": 3, "path": Path("docs/a.md")}, "a.md is no text but int"),
    ],
)
def test_what_cannot_be_used_is_a_finding(arguments: dict[str, Any], message: str) -> None:
    given: dict[str, Any] = {"text": POD, "path": "a.md", **arguments}
    (finding,) = kubeproof.check(**given)
    assert finding.message.startswith(message)
    assert (finding.severity, finding.path) == ("error", str(given["path"]))
    fixed = kubeproof.fix(**given)
    assert (fixed.text, fixed.applied, fixed.remaining) == (given["text"], (), (finding,))


def test_a_path_says_what_the_text_is() -> None:
    assert kubeproof.check(f"```yaml\n{POD}```\n", path=Path("a.md"))[0].line == 2  # type: ignore[arg-type]
