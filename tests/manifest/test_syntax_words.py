from __future__ import annotations

import pytest

from kubeproof.manifest.reader import read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a:\n\tb: 1\n", "a tab cannot indent YAML: write spaces"),
        ("a: 1\n- b\n  \tc: 2\n", "column of those above?"),
        ("a: @b\n", 'no text begins with "@" in YAML: put it in quotes'),
        ("a: b: c\n", 'a ":" cannot stand here'),
        ("a:\n  b: 1\n  c\nd: 2\n", "a key without a colon"),
        ("a:\n  - b\n  c: 1\n", 'an item with a "-" is expected here'),
        ("a: [1 2\nb: 1\n", 'a "," or "]" is missing before this'),
        ("a: {b: 1\n", 'a "," or "}" is missing before this'),
        ('a: "b\n', "a quote is never closed"),
        ("a: *\n", "put the text in quotes"),
        ('a: "b\\,"\n', "write it twice, or use single quotes"),
        ("a: [,]\n", "a value is missing here"),
    ],
)
def test_what_cannot_be_read_is_said_in_plain_words(text: str, words: str) -> None:
    (document,) = read(text)
    assert words in document.problems[0].message
