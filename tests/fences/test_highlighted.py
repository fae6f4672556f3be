"""Lines that are pointed out, followed through repairs."""

from __future__ import annotations

import pytest

from kubeproof.fences.highlighted import moved_lines
from kubeproof.text.edit import Edit, apply
from kubeproof.text.source import Span

TEXT = "a: 1\nb: 2\nc: 3\nd: 4\n"


@pytest.mark.parametrize(
    ("edits", "numbers", "moved"),
    [
        ([Edit(0, 0, "x: 0\n")], "1 3-4", "2 4 5"),
        ([Edit(0, 5, "")], "1 2", "1"),
        ([Edit(5, 7, "e:")], "2", "2"),
        ([Edit(5, 5, "  ")], "2-3", "2 3"),
        ([Edit(0, 5, ""), Edit(20, 20, "  a: 1\n")], "1 4", "3 4"),
        ([Edit(9, 10, "\nx:\n  - ")], "2 3", "2 4"),
        ([Edit(0, 20, "z: 1\n")], "1-4", ""),
        ([Edit(0, 0, "x: 0\n")], "1 99", "2"),
    ],
)
def test_a_line_keeps_its_highlight(edits: list[Edit], numbers: str, moved: str) -> None:
    shown = apply(TEXT, edits)
    assert moved_lines(numbers, TEXT, edits, Span(0, len(TEXT)), shown) == moved


def test_lines_of_a_part_are_counted_in_the_part() -> None:
    edits = [Edit(0, 0, "x: 0\n"), Edit(15, 15, "y: 0\n")]
    assert moved_lines("1 2", TEXT, edits, Span(10, 20), "c: 3\ny: 0\nd: 4\n") == "1 3"
