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
DEEPEST = 3
SIGNS = st.sampled_from([*" :#-\"'|>[]{}~0,", "  ", "\n", ">-\n", "\\n", ": ", " #", "- ", "-\n", "&a"])


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


@st.composite
def changed(draw: st.DrawFn) -> str:
    """A manifest with some signs put in, or in place of others."""
    text = draw(st.sampled_from(TEXTS))
    changes = st.tuples(st.integers(0, 4000), SIGNS, st.booleans())
    for place, sign, replaces in draw(st.lists(changes, min_size=1, max_size=4)):
        at = place % (len(text) + 1)
        text = text[:at] + sign + text[at + replaces :]
    return text


@settings(max_examples=300, deadline=None)
@given(changed())
def test_changed_manifests_have_the_values_of_the_parser(text: str) -> None:
    assert agree(text)


SCALARS = st.sampled_from(
    [
        "x",
        "1",
        "true",
        "'q'",
        '"d"',
        '"a\\nb"',
        "~",
        "",
        "[1, 'a', x y]",
        "{a: b, c: [d]}",
        "x # c",
        "-x",
        "a:b",
        "[]",
        "*",
    ]
)
HEADERS = st.sampled_from(["|", "|-", ">", ">-", "> # c", "|+"])
TEXT_LINES = st.lists(st.sampled_from(["word", "two words", "", "# no comment", " more", "- x", "k: v"]), max_size=4)


@st.composite
def blocks(draw: st.DrawFn, column: int = 0, depth: int = 0) -> list[str]:
    """The lines of a map or a list, not always a right one."""
    lines: list[str] = []
    is_map = draw(st.booleans())
    for _ in range(draw(st.integers(1, 3))):
        mark = " " * column + (draw(st.sampled_from("abc")) + ":" if is_map else "-")
        sort = draw(st.sampled_from(["scalar", "text", "block", "beside", "comment"]))
        if sort == "text":
            inset = column + draw(st.integers(1, 4))
            lines += [f"{mark} {draw(HEADERS)}", *(f"{' ' * inset}{line}" for line in draw(TEXT_LINES))]
        elif sort == "block" and depth < DEEPEST:
            lines += [mark, *draw(blocks(column + draw(st.integers(0, 4)), depth + 1))]
        elif sort == "beside" and depth < DEEPEST and not is_map:
            inner = draw(blocks(column + 2, depth + 1))
            lines += [f"{mark} {inner[0].lstrip()}", *inner[1:]]
        else:
            lines += [f"{mark} {draw(SCALARS)}", *(["", "  # why"] if sort == "comment" else [])]
    return lines


@settings(max_examples=500, deadline=None)
@given(blocks())
def test_made_up_blocks_have_the_values_and_places_of_the_parser(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    assert agree(text)
    assert disputed(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1, 2.5, true, null], "b": {}}\n', {"a": [1, 2.5, True, None], "b": {}}),
        ('# why\n{\n  "a": "x"\n}\n', {"a": "x"}),
        ('{"a":1}', None),
        ('{"a": 1, "a": 2}', None),
        ('{"a": NaN}', None),
        ('{"a": "\\u0041"}', None),
        ('{"a": ' * 1000 + "1" + "}" * 1000, None),
        ("{a: 1}\n", None),
    ],
)
def test_json_is_read_if_it_means_the_same(text: str, value: object) -> None:
    plain = read_plain(text)
    assert (plain and plain.value) == value
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\n",
        "a: !!str 1\n",
        "a: 1\na: 2\n",
        "yes: 1\n",
        'a: "x\\x41"\n',
        "a: x\n  y\n",
        "a:\n   b: 1\n  c: 2\n",
        "a: .inf\n",
        "a: >\n  x\n   y\n",
        "a: |+\n  x\n",
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
    if plain is None or not plain.in_lines:
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
@given(changed())
def test_places_in_changed_manifests_are_those_of_the_parser(text: str) -> None:
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
