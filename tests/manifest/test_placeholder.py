from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kubeproof
from kubeproof.manifest.placeholder import _MARKS, has_placeholder, is_placeholder_word

MARKED = [
    "<name>", "registry.<your domain>", "web-<id>", "${NAME}", "$(NAME)", "$NAME", "{{ .Values.name }}", "{% x %}",
    "<%= x %>", "__HOST__", "##_IMAGE_##", "@HOST@", "%HOST%", "[PROJECT_ID]", "...base64 data...", "MIIC…",
    "xxxx", "10.x.x.x", "10.0.0.x", "base64 encoded cert", "your-name", "YOUR_NAME", "change-me",
]  # fmt: skip
ORDINARY = [
    "<", "a < b", "a@b", "100%", "__init", "$5", "my_app", "MyApp", "x-token", "boxx", "yours", "todo_app", "[web]",
    "10.0.0.0/8", "web..de", "exchange-me",
]  # fmt: skip


@pytest.mark.parametrize("text", MARKED)
def test_marks_of_placeholders(text: str) -> None:
    assert has_placeholder(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_mistakes_are_no_placeholders(text: str) -> None:
    assert not has_placeholder(text)
    assert not is_placeholder_word(text)


@given(st.lists(st.sampled_from([*MARKED, *ORDINARY, *"{}%<>$()_#@[].…x-XY1 "]), max_size=5).map("".join))
def test_every_mark_has_its_hint(text: str) -> None:
    assert has_placeholder(text) == bool(_MARKS.search(text))


@pytest.mark.parametrize(("text", "is_word"), [("CLUSTER_NAME", True), ("NAMESPACE", True), ("WEB", False)])
def test_words_in_capitals(text: str, is_word: bool) -> None:  # noqa: FBT001 - a table
    assert is_placeholder_word(text) is is_word


POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {}\nspec:\n  containers:\n    - name: web\n      image: {}\n"


def codes(text: str, path: str = "x.md", info: str = "yaml") -> list[str]:
    page = f"```{info}\n{text}```\n" if path.endswith(".md") else text
    return [found.code for found in kubeproof.check(page, path=path)]


@pytest.mark.parametrize("name", ["<name>", "${NAME}", "__NAME__", "'{{ name }}'", "CLUSTER_NAME"])
def test_a_page_leaves_things_to_its_reader_and_a_file_does_not(name: str) -> None:
    text = POD.format(name, "nginx:1.27")
    assert codes(text) == ["KP104"]
    assert codes(text, "x.yaml") == ["KP406"]


@pytest.mark.parametrize("name", ["my_app", "MyApp", "web<", "WEB"])
def test_a_mistake_in_a_page_is_still_one(name: str) -> None:
    assert codes(POD.format(name, "nginx:1.27")) == ["KP406"]


def test_what_is_beside_a_placeholder_is_checked() -> None:
    assert codes(POD.format("<name>", "nginx:1.27\n      imagePullPolicy: always")) == ["KP104", "KP304"]


def test_a_comment_can_stand_in_for_a_value() -> None:
    assert codes(POD.format("web", "##_IMAGE_##")) == ["KP104"]
    assert codes(POD.format("web", "# nginx")) == ["KP500"]


def test_a_choice_in_capitals_is_a_mistake() -> None:
    service = (
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  type: LOAD_BALANCER\n  ports: [{port: 80}]\n"
    )
    assert codes(service) == ["KP304"]


def test_an_expected_mistake_is_meant_as_it_is() -> None:
    assert codes(POD.format("MY_APP", "nginx:1.27"), info='yaml expect="KP406"') == []


def test_nothing_is_repaired_in_a_template_or_put_in_a_placeholder() -> None:
    pod = POD.format("web", "'{{ image }}'").replace("kind: Pod", "kind: pod")
    template = f"```yaml\n{pod}```\n"
    assert kubeproof.fix(template, path="x.md").text == template
    assert kubeproof.fix(POD.format("__NAME__", "nginx:1.27"), unsafe=True).applied == ()


@pytest.mark.parametrize("text", ["metadata:\n  name: @name@\n", "kind: Pod\nmetadata:\n  name: %NAME%\n"])
def test_a_placeholder_may_be_what_cannot_be_read(text: str) -> None:
    assert codes(text) == ["KP104"]
