"""The source around a finding with the place marked, and what its repair would change."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from click import style

from kubeproof.finding.finding import offset_edits
from kubeproof.formats.display import clipped, marked
from kubeproof.formats.report import CONTEXT, fix_lines
from kubeproof.text.edit import apply
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kubeproof.finding import Finding, Fix

_LONGEST_CHANGE = 16


def frame(finding: Finding, lines: Mapping[int, str]) -> Iterator[str]:
    """The lines around a finding with marks under its characters; nothing if there is no such line."""
    if finding.line not in lines:
        return
    around = range(finding.line - CONTEXT, finding.line + CONTEXT + 1)
    numbers = _without_blank_ends([number for number in around if number in lines], finding.line, lines)
    gutter = len(str(numbers[-1]))
    end = finding.end_column if finding.end_line == finding.line else len(lines[finding.line]) + 1
    place = marked(lines[finding.line], finding.column - 1, end - 1)
    yield _row("", "|", "", gutter)
    for number in numbers:
        shown = place.line if number == finding.line else clipped(lines[number])
        yield _row(str(number), "|", shown, gutter)
        if number == finding.line:
            yield _row("", "|", style(place.marks, fg="red", bold=True), gutter)
    yield _row("", "|", "", gutter)


def change(fix: Fix, lines: Mapping[int, str]) -> Iterator[str]:
    """The lines that a repair takes away and puts in, without those that stay."""
    rows = _changed(fix, lines)
    gutter = max((len(str(number)) for number, _, _ in rows), default=1)
    for number, sign, line in rows[:_LONGEST_CHANGE]:
        colour = "red" if sign == "-" else "green"
        yield _row(str(number), style(sign, fg=colour), style(line, fg=colour), gutter)
    if len(rows) > _LONGEST_CHANGE:
        yield _row("", "…", f"and {len(rows) - _LONGEST_CHANGE} more lines; --diff shows all", gutter)


def _without_blank_ends(numbers: list[int], kept: int, lines: Mapping[int, str]) -> list[int]:
    while numbers[0] != kept and not lines[numbers[0]].strip():
        numbers = numbers[1:]
    while numbers[-1] != kept and not lines[numbers[-1]].strip():
        numbers = numbers[:-1]
    return numbers


def _row(number: str, sign: str, text: str, gutter: int) -> str:
    return f"{_margin(number.rjust(gutter))} {sign} {text}".rstrip()


@lru_cache(maxsize=1024)
def _margin(number: str) -> str:
    return style(number, fg="blue")


def _changed(fix: Fix, lines: Mapping[int, str]) -> list[tuple[int, str, str]]:
    numbers = fix_lines(fix)
    if not numbers or any(number not in lines for number in numbers):
        return []
    first = numbers.start
    before = [lines[number] for number in numbers]
    touched = Source("\n".join(before))
    moved = (replace(edit, line=edit.line - first + 1, end_line=edit.end_line - first + 1) for edit in fix.edits)
    after = apply(touched.text, offset_edits(moved, touched)).split("\n")
    rows: list[tuple[int, str, str]] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            old, new = before[start:end], after[new_start:new_end]
            rows += _shown(first + start, "-", old, new)
            rows += _shown(first + new_start, "+", new, old)
    return rows


def _shown(first: int, sign: str, lines: list[str], others: list[str]) -> Iterator[tuple[int, str, str]]:
    """Lines ready to print; of one that is too long, the part where it begins to differ from its counterpart."""
    for index, line in enumerate(lines):
        other = others[index] if index < len(others) else ""
        apart = (at for at, (one, two) in enumerate(zip(line, other, strict=False)) if one != two)
        yield first + index, sign, clipped(line, next(apart, len(other)))
