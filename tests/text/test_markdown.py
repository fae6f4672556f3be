from __future__ import annotations

import textwrap

import pytest

from kubeproof.text.markdown import Fence, fences
from kubeproof.text.source import Position, Source


def found(page: str) -> list[Fence]:
    return list(fences(Source(textwrap.dedent(page))))


@pytest.mark.parametrize(
    ("info", "language", "attributes"),
    [
        ("yaml", "yaml", {}),
        ("YAML", "yaml", {}),
        ('yaml title="a b" linenums=1', "yaml", {"title": "a b", "linenums": "1"}),
        ("{ .yaml skip='no' }", "yaml", {"skip": "no"}),
        ('yaml {hl_lines="2 3"}', "yaml", {"hl_lines": "2 3"}),
        ("console exec", "console", {"exec": ""}),
        ("", "", {}),
    ],
)
def test_info_strings(info: str, language: str, attributes: dict[str, str]) -> None:
    (fence,) = found(f"```{info}\na: 1\n```\n")
    assert (fence.language, fence.attributes) == (language, attributes)


@pytest.mark.parametrize(
    ("page", "line", "column"),
    [
        ("```yaml\na: 1\n```\n", 2, 1),
        ("~~~yaml\na: 1\n~~~\n", 2, 1),
        ("- item\n\n    ```yaml\n    a: 1\n    ```\n", 4, 5),
        ("> ```yaml\n> a: 1\n> ```\n", 2, 3),
        ("1. ```yaml\n   a: 1\n   ```\n", 2, 4),
        ("!!! note\n    - > ```yaml\n      > a: 1\n      > ```\n", 3, 9),
        ('=== "tab"\n\n\t```yaml\n\ta: 1\n\t```\n', 4, 2),
    ],
)
def test_a_body_knows_its_place(page: str, line: int, column: int) -> None:
    (fence,) = found(page)
    assert fence.block.text == "a: 1\n"
    assert fence.block.position(0) == Position(line, column)
    assert fence.block.position(3) == Position(line, column + 3)
    assert fence.closed


def test_a_longer_fence_holds_shorter_ones_as_text() -> None:
    (fence,) = found("````md\n```yaml\na: 1\n```\n````\n")
    assert fence.language == "md"
    assert fence.block.text == "```yaml\na: 1\n```\n"


def test_a_fence_in_a_comment_is_not_one() -> None:
    assert found("<!--\n```yaml\na: 1\n```\n-->\n") == []


@pytest.mark.parametrize("page", ["```yaml\na: 1\n", "- x\n\n    ```yaml\n    a: 1\n\nafter\n"])
def test_a_fence_that_never_closes_says_so(page: str) -> None:
    (fence,) = found(page)
    assert not fence.closed


@pytest.mark.parametrize(
    ("comment", "attributes"),
    [
        ("<!-- kubeproof: skip it is a template -->", {"skip": "it is a template"}),
        ("<!-- kubeproof: expect KP203 -->", {"expect": "KP203"}),
        ('<!-- kubeproof: fix="off" kubernetes="1.30" -->', {"fix": "off", "kubernetes": "1.30"}),
        ("<!-- kubeproof: fix off -->\n<!-- kubeproof: skip x -->\n", {"fix": "off", "skip": "x"}),
    ],
)
def test_a_comment_speaks_for_the_next_fence(comment: str, attributes: dict[str, str]) -> None:
    one, other = found(f"{comment}\n```yaml\na: 1\n```\n\n```yaml\nb: 1\n```\n")
    assert one.attributes == attributes
    assert one.directive_line == 1
    assert other.attributes == {}


def test_a_comment_does_not_reach_over_a_paragraph() -> None:
    (fence,) = found("<!-- kubeproof: skip x -->\nwords\n\n```yaml\na: 1\n```\n")
    assert fence.attributes == {}
