"""The reader of plain YAML says what the parser says, or nothing."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kubeproof.manifest import reader
from kubeproof.manifest.document import Document, walk
from kubeproof.manifest.plain import read_plain
from kubeproof.manifest.plain_places import PlainPlaces
from kubeproof.manifest.survey import survey
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from kubeproof.manifest.path import FieldPath

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "examples", ROOT / "tests" / "oracle" / "manifests")


def recorded() -> list[str]:
    with gzip.open(ROOT / "tests" / "truth" / "cases.jsonl.gz", "rt", encoding="utf-8", newline="\n") as file:
        texts = [json.loads(line)["text"] for line in file]
    files = [file.read_text(encoding="utf-8") for folder in FOLDERS for file in sorted(folder.rglob("*.yaml"))]
    return [text for whole in (*texts, *files) for text in whole.split("---\n")]


TEXTS = recorded()
SIGNS = st.sampled_from(
    [" ", "  ", "\n", ":", ": ", "#", " #", "-", "- ", '"', "'", "|", "[", "]", "{", "}", "&a", "~", "0"]
)


def parsed(text: str) -> list[Any] | None:
    """What the parser makes of a text; None if it has something to say about it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "read_plain", lambda _text: None)
        documents = reader.read(text)
    return None if any(document.problems for document in documents) else [document.value for document in documents]


def agree(text: str) -> bool:
    plain = read_plain(text)
    if plain is None:
        return True
    value = plain.value
    assert plain.survey == survey(value)
    return json.dumps(parsed(text)) == json.dumps([value]) or (value is None and parsed(text) == [])


def test_recorded_manifests_have_the_values_of_the_parser() -> None:
    assert [text for text in TEXTS if not agree(text)] == []


def test_most_manifests_are_plain() -> None:
    plain = sum(read_plain(text) is not None for text in TEXTS)
    assert plain > len(TEXTS) / 2


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(TEXTS), st.lists(st.tuples(st.integers(0, 4000), SIGNS, st.booleans()), min_size=1, max_size=4))
def test_changed_manifests_have_the_values_of_the_parser(text: str, changes: list[tuple[int, str, bool]]) -> None:
    for place, sign, replaces in changes:
        at = place % (len(text) + 1)
        text = text[:at] + sign + text[at + replaces :]
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\n",
        "a: !!str 1\n",
        "a: 1\na: 2\n",
        "yes: 1\n",
        'a: "x\\n"\n',
        "a: x\n  y\n",
        "a:\n   b: 1\n  c: 2\n",
        "a: .inf\n",
        "a: >\n  x\n",
        "a: |\n  x",
        "a: b: c\n",
        "a:\n\tb: 1\n",
        "a: {b: c?d}\n",
    ],
)
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    assert read_plain(text) is None


def test_places_are_there_when_they_are_asked_for() -> None:
    text = "---\na:\n  - b: 1 # one\n"
    (document,) = reader.read(text)
    span = document.value_span(("a", 0, "b"))
    assert document.parses
    assert text[span.start : span.end] == "1"


def disputed(text: str) -> list[FieldPath]:
    """The paths for which the places found line by line are not those of the parser's tree."""
    plain = read_plain(text)
    if plain is None:
        return []
    places = PlainPlaces(text)
    document = Document.plain(text, Span(0, len(text)), plain, reader.compose)
    assert document.node is not None or plain.value is None  # from here on, the document has its places from the tree
    paths = [(*path, *step) for path, _ in walk(plain.value) for step in ((), ("none",), (0,))] if document.node else []
    return [
        path
        for path in paths
        if places.value_span(path) not in (None, document.value_span(path))
        or places.key_span(path) not in (None, document.key_span(path))
    ]


def test_places_are_those_of_the_parser() -> None:
    assert [(text, paths) for text in TEXTS if (paths := disputed(text))] == []


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(TEXTS), st.lists(st.tuples(st.integers(0, 4000), SIGNS, st.booleans()), min_size=1, max_size=4))
def test_places_in_changed_manifests_are_those_of_the_parser(text: str, changes: list[tuple[int, str, bool]]) -> None:
    for place, sign, replaces in changes:
        at = place % (len(text) + 1)
        text = text[:at] + sign + text[at + replaces :]
    assert disputed(text) == []


def test_only_what_is_inside_brackets_is_left_to_the_parser() -> None:
    text = "a: {b: 1}\nc:\n- d: |\n    x\n  e:\n"
    places = PlainPlaces(text)
    assert places.value_span(("a", "b")) is None
    spans = {path: places.value_span(path) for path in [("a",), ("c",), ("c", 0, "d"), ("c", 0, "e"), ("c", 1)]}
    assert {path: span and text[span.start : span.end] for path, span in spans.items()} == {
        ("a",): "{b: 1}",
        ("c",): "- d: |\n    x\n  e:",
        ("c", 0, "d"): "|\n    x",
        ("c", 0, "e"): "",
        ("c", 1): "- d: |\n    x\n  e:",
    }
