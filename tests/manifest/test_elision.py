from __future__ import annotations

import pytest

import kubeproof
from kubeproof.manifest.elision import without_elisions


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("a: 1\n...\nb: 2\n", "a: 1\n#..\nb: 2\n"),
        ("a:\n  ...\n", "a:\n  #..\n"),
        ("a: ...\n", "a: ~  \n"),
        ("a:\n  - x\n  - ...\n", "a:\n  - x\n  - ~  \n"),
        ("a: [...]\nb: {…}\n", "a: [   ]\nb: { }\n"),
        ("a:\n    [..]\n", "a:\n    #...\n"),
        ("a: 1\n...output omitted...\nb: 2\n", "a: 1\n#...................\nb: 2\n"),
        ("a:\n  <snip>\n", "a:\n  #.....\n"),
        ("a: 1\n// ...\n", "a: 1\n#.....\n"),
        ("a: 1 # rest of the spec\n", "a: 1 # rest of the spec\n"),
        ("# other fields\na: 1\n", "# other fields\na: 1\n"),
        ("a: 1 # ...\n", "a: 1 # ...\n"),
        ("# … more\na: 1\n", "# … more\na: 1\n"),
    ],
)
def test_dots_are_made_harmless_in_place(text: str, bare: str) -> None:
    assert without_elisions(text) == bare
    assert len(bare) == len(text)


@pytest.mark.parametrize(
    "text", ["a: 1\n", "a: b...c\n", "a: wait...\n", "a: snip\n", "# the other one\na: 1\n", "a: b#snip\n"]
)
def test_other_dots_are_text(text: str) -> None:
    assert without_elisions(text) is None


def codes(body: str) -> list[str]:
    return [found.code for found in kubeproof.check(f"```yaml\n{body}```\n", path="x.md")]


def test_nothing_is_missing_where_something_was_left_out() -> None:
    body = "kind: Deployment\nspec:\n  selector: ...\n  template:\n    spec:\n      containers:\n        - name: web\n"
    labelled = body.replace("selector: ...", "replicas: 2")
    labelled = labelled.replace("template:\n", "template:\n    metadata: {labels: {a: b}}\n")
    assert "KP303" in codes("apiVersion: apps/v1\n" + labelled)
    assert codes("apiVersion: apps/v1\n" + body) == []
    assert codes(body) == []
    assert codes("apiVersion: apps/v1\n" + body.replace("spec:\n      c", "spec:\n      c_")) == ["KP301"]


def test_a_template_in_a_page_is_a_remark_and_in_a_file_a_mistake() -> None:
    text = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {{ .Values.name }}\n"
    assert codes(text) == ["KP104"]
    assert "KP103" in {found.code for found in kubeproof.check(text, path="x.yaml")}
