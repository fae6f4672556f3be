"""The lines that an author points out, after repairs have moved them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kubeproof.text.edit import Edit
    from kubeproof.text.source import Span


def moved_lines(numbers: str, text: str, edits: Iterable[Edit], before: Span, shown: str) -> str:
    """The value of `hl_lines` for a repaired text.

    Args:
        numbers: the lines as the author counts them: `"3 5-7"`.
        text: the text before its repairs.
        edits: the repairs.
        before: the part of the text that is shown, before the repairs.
        shown: the part after them.

    Returns:
        The same lines where they stand now; those that a repair takes away are left out.
    """
    old = text[before.start : before.end].split("\n")
    starts = list(accumulate((len(line) + 1 for line in old), initial=before.start))
    changes = sorted(edits)
    head = _shifted(before.start - 1, changes) + 1 if before.start else 0
    lines = shown.split("\n")
    new_starts = list(accumulate((len(line) + 1 for line in lines), initial=head))
    found = [
        _line(starts[number - 1], old[number - 1], changes, new_starts, lines)
        for number in _listed(numbers)
        if number <= len(old)
    ]
    return " ".join(str(number) for number in sorted({number for number in found if number}))


def _listed(numbers: str) -> list[int]:
    listed: list[int] = []
    for part in numbers.split():
        first, _, last = part.partition("-")
        listed += range(max(int(first), 1), min(int(last or first), 10_000) + 1)
    return listed


def _line(start: int, line: str, changes: Sequence[Edit], new_starts: Sequence[int], lines: Sequence[str]) -> int:
    """The new number of a line; 0 if it is gone."""
    words = start + len(line) - len(line.lstrip())
    whole = any(edit.start <= words and words + len(line.strip()) <= edit.end for edit in changes)
    number = bisect_right(new_starts, _shifted(words, changes))
    if whole and (number > len(lines) or lines[number - 1].strip() != line.strip()):
        same = [index for index, each in enumerate(lines, 1) if each.strip() == line.strip()]
        return same[0] if len(same) == 1 else 0  # a repair has put it elsewhere
    return min(number, len(lines))


def _shifted(offset: int, changes: Sequence[Edit]) -> int:
    """Where the character at an offset is after the changes; what is put in before it moves it."""
    shift = 0
    for edit in changes:
        if edit.start > offset:
            break
        if edit.end > offset:
            return edit.start + shift + min(offset - edit.start, len(edit.text))
        shift += len(edit.text) - (edit.end - edit.start)
    return offset + shift
