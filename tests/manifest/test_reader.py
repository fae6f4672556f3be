from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kubeproof.manifest.path import spell
from kubeproof.manifest.reader import read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("y", True),
        ("n", False),
        ("on", True),
        ("Off", False),
        ("0644", 420),
        ("0o644", 420),
        ("0x1F", 31),
        ("0b11", 3),
        pytest.param("9" * 5000, "9" * 5000, id="a number that nothing can hold"),
        ("1_000", 1000),
        ("08", 8),
        ("1e3", 1000),
        ("12e10", 120_000_000_000),
        ("1.10", 1.1),
        ("80.0", 80),
        ("22:22", "22:22"),
        ("2001-01-01", "2001-01-01"),
        ("~", None),
        ("null", None),
        ("", None),
        ("1.2.3", "1.2.3"),
        ("v1", "v1"),
        ("-", [None]),
        ("!!str 1", "1"),
        ('"1"', "1"),
        ("-17", -17),
        ("+12", 12),
        ("0o8", "0o8"),
        ("1e", "1e"),
    ],
)
def test_plain_scalars_are_what_the_server_makes_of_them(text: str, value: object) -> None:
    (document,) = read(f"key: {text}\n" if text != "-" else "key:\n-\n")
    assert document.value == {"key": value}
    assert type(document.value["key"]) is type(value)


def test_keys_are_texts_as_in_json() -> None:
    (document,) = read("on: 1\n0644: 2\nnull: 3\n")
    assert list(document.value) == ["true", "420"]
    assert document.problems[0].sort == "unsupported"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\na: 2\n", "repeats the key"),
        ("a: &x {b: 1}\nc: {<<: *x, b: 2}\n", "merge"),
        ("a: {{ .Values.b }}\n", "a map or a list as a key"),
        ("a: &x {b: *x}\n", "contains itself"),
        ("a: .nan\n", "JSON cannot hold"),
        ("a: *nowhere\n", "undefined alias"),
        ("a: b: c\n", "cannot stand here"),
        ("a:\n\tb: 1\n", "a tab cannot indent YAML"),
        ("a: \x01\n", "a character that YAML does not allow: U+0001"),
        ("- " * 3000, "nested"),
        ("{a: " * 3000, "nested"),
        ("\n".join(" " * depth + "a:" for depth in range(3000)), "nested"),
    ],
)
def test_what_cannot_be_read_is_a_problem(text: str, words: str) -> None:
    (document,) = read(text)
    assert words in document.problems[0].message


def test_anchors_that_expand_without_end_are_stopped() -> None:
    text = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)
    )
    (document,) = read(text)
    assert "anchors are expanded" in document.problems[0].message


def test_a_broken_document_hides_no_other() -> None:
    first, second, third = read("a: 1\n---\nb: [\n---\nc: 3\n")
    assert (first.value, second.value, third.value) == ({"a": 1}, None, {"c": 3})
    assert second.problems
    assert second.problems[0].span.start >= 9


@pytest.mark.parametrize("text", ["", "\n\n", "# only words\n", "---\n---\n# x\n", "\ufeff", "\r\n# x\r\n"])
def test_nothing_is_no_document(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["%YAML 1.1\n---\na: 1\n", "\ufeffa: 1\n", "--- {a: 1}\n", "---\r\na: 1\r\n", "a: 1\n...\n"]
)
def test_markers_and_marks_are_no_part_of_the_value(text: str) -> None:
    assert [document.value for document in read(text)] == [{"a": 1}]


def test_places_are_those_of_the_whole_text() -> None:
    text = "x: 1\n---\nspec:\n  ports:\n    - port: 80 # web\n"
    document = read(text)[1]
    path = ("spec", "ports", 0, "port")
    assert text[slice(*_bounds(document.value_span(path)))] == "80"
    assert text[slice(*_bounds(document.key_span(path)))] == "port"
    assert text[slice(*_bounds(document.value_span((*path, "missing"))))] == "80"


def _bounds(span: Any) -> tuple[int, int]:  # noqa: ANN401 - a Span
    return span.start, span.end


@given(st.text(max_size=80))
def test_no_text_is_too_odd_to_read(text: str) -> None:
    for document in read(text):
        assert document.parses or document.problems


def test_paths_are_spelt_as_the_server_spells_them() -> None:
    assert spell(("spec", "containers", 0, "image")) == "spec.containers[0].image"
    assert spell(("metadata", "labels", "a.b/c")) == "metadata.labels[a.b/c]"
