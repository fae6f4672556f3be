from __future__ import annotations

import pytest

from kubeproof.manifest import builder
from kubeproof.manifest.reader import read

_OBJECT = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: attic\n"
_MUCH = f"text: {'x' * 4_000_000}\n"


def test_an_object_of_more_than_a_request_holds_is_refused_unread() -> None:
    (document,) = read(f"{_OBJECT}data:\n  {_MUCH}")
    assert document.value is None
    assert "larger than 3 MiB" in document.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        f"openapi: 3.0.0\n{_MUCH}",
        f"apiVersion: v1\nkind: List\n{_MUCH}",
        f"{_OBJECT}# {_MUCH}",
        f"{_OBJECT}data:\n  text: x{' ' * 4_000_000}\n",
    ],
)
def test_other_texts_lists_remarks_and_blanks_are_not_counted(text: str) -> None:
    (document,) = read(text)
    assert document.problems == ()


def test_many_values_are_no_expansion_of_anchors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "_LARGEST", 100)
    (document,) = read("items:\n" + "  - {one: [], two: []}\n" * 60)
    assert len(document.value["items"]) == 60
    (document,) = read("a: &a [1, 2, 3, 4, 5, 6, 7, 8]\nb: &b [*a, *a, *a, *a, *a]\nc: [" + "*b," * 100 + "]\n")
    assert "anchors" in document.problems[0].message
