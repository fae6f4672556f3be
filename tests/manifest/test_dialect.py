"""What Go's YAML reader, which the server uses, takes otherwise than libyaml; each line was tried with it."""

from __future__ import annotations

import pytest

from kubeproof.manifest.reader import read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("verbs: [get:]\n", {"verbs": ["get:"]}),
        ("verbs: [get:, list:, watch]\n", {"verbs": ["get:", "list:", "watch"]}),
        ("data: {key:}\n", {"data": {"key:": None}}),
        ('note: "it\\\'s"\n', {"note": "it's"}),
        ("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", {"a": 1, "b": 1, "c": 2, "d": 2}),
        ("a: ! 80\nb: ! 'true'\n", {"a": "80", "b": "true"}),
        ("a: !!binary aGk=\n", {"a": "hi"}),
    ],
)
def test_takes_what_libyaml_refuses(text: str, value: object) -> None:
    (document,) = read(text)
    assert document.problems == ()
    assert document.value == value


@pytest.mark.parametrize(
    ("text", "words", "at"),
    [
        ("url: [http://web/?q=1]\n", "question mark", "http://web/?q=1"),
        ("args: {a?b: 1}\n", "question mark", "a?b"),
        ('path: "\\/api"\n', "escape in JSON only", "\\/"),
        ("%YAML 1.2\n---\na: b\n", "YAML 1.2", "%YAML 1.2"),
        ("a: !!binary '%%'\n", "!!binary", "!!binary '%%'"),
        ("a: !!int five\n", "!!int", "!!int five"),
        ("x: &a {k: 1}\ny:\n  <<: [*a, *a]\n", "merge", "<<: [*a, *a]"),
    ],
)
def test_refuses_what_libyaml_takes(text: str, words: str, at: str) -> None:
    (document,) = read(text)
    (problem,) = document.problems
    assert words in problem.message
    assert text[problem.span.start : problem.span.end].rstrip() == at


def test_a_backslash_before_a_backslash_escapes_no_slash() -> None:
    assert read('path: "\\\\/api"\n')[0].problems == ()
    assert read('{"path": "\\/api"}\n')[0].problems == ()


@pytest.mark.parametrize("text", ["a: 1\n...\nb: 2\n", '{"a": 1}\n}\n'])
def test_what_stands_behind_the_end_is_not_read(text: str) -> None:
    (document,) = read(text)
    assert document.value == {"a": 1}
    (problem,) = document.problems
    assert problem.sort == "unread"
