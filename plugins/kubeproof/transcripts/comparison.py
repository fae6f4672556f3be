"""What a command printed, against what is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.transcripts.patterns import ANY_LINES, line_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_CELLS = 250_000


def matches(recorded: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether an output is the recorded one, but for what may differ.

    Args:
        recorded: lines with patterns; `...` alone stands for any lines, or none.
        printed: the lines of the output.
    """
    at = line = 0
    gap, resume = -1, 0
    while line < len(printed):
        if at < len(recorded) and _is_gap(recorded[at]):
            gap, resume = at, line
            at += 1
        elif at < len(recorded) and _is_same(recorded[at], printed[line]):
            at += 1
            line += 1
        elif gap >= 0:  # let the last gap take one line more
            resume += 1
            at, line = gap + 1, resume
        else:
            return False
    return all(_is_gap(each) for each in recorded[at:])


def difference(recorded: Sequence[str], printed: Sequence[str]) -> tuple[str, ...]:
    """The difference, line by line: ` ` for what matches, `-` for what is recorded only, `+` for what is new."""
    head = 0
    while head < min(len(recorded), len(printed)) and _is_plain(recorded[head], printed[head]):
        head += 1
    tail = 0
    while tail < min(len(recorded), len(printed)) - head and _is_plain(recorded[-1 - tail], printed[-1 - tail]):
        tail += 1
    before, after = recorded[head : len(recorded) - tail], printed[head : len(printed) - tail]
    changed = _aligned(before, after) if len(before) * len(after) <= _MOST_CELLS else _replaced(before, after)
    return (
        *(f" {line}" for line in printed[:head]),
        *changed,
        *(f" {line}" for line in printed[len(printed) - tail :]),
    )


def _is_gap(line: str) -> bool:
    return line.strip() == ANY_LINES


def _is_same(recorded: str, printed: str) -> bool:
    return bool(line_pattern(recorded).match(printed))


def _is_plain(recorded: str, printed: str) -> bool:
    return not _is_gap(recorded) and _is_same(recorded, printed)


def _replaced(recorded: Sequence[str], printed: Sequence[str]) -> Iterator[str]:
    yield from (f"-{line}" for line in recorded)
    yield from (f"+{line}" for line in printed)


def _aligned(recorded: Sequence[str], printed: Sequence[str]) -> Iterator[str]:
    """The alignment with the fewest lines that differ."""
    costs = _costs(recorded, printed)
    at = line = 0
    while at < len(recorded) or line < len(printed):
        cost = costs[at][line]
        if at < len(recorded) and _is_gap(recorded[at]):
            if costs[at + 1][line] == cost:
                at += 1
            else:
                yield f" {printed[line]}"
                line += 1
        elif at < len(recorded) and line < len(printed) and _is_same(recorded[at], printed[line]):
            yield f" {printed[line]}"
            at, line = at + 1, line + 1
        elif at < len(recorded) and cost == costs[at + 1][line] + 1:
            yield f"-{recorded[at]}"
            at += 1
        else:
            yield f"+{printed[line]}"
            line += 1


def _costs(recorded: Sequence[str], printed: Sequence[str]) -> list[list[int]]:
    """For each pair of places, how many lines differ from there on."""
    costs = [[len(printed) - line for line in range(len(printed) + 1)]]
    for expected in reversed(recorded):
        below, row = costs[0], [0] * (len(printed) + 1)
        gap = _is_gap(expected)
        row[-1] = below[-1] + (not gap)
        for line in range(len(printed) - 1, -1, -1):
            if gap:
                row[line] = min(below[line], row[line + 1])
            elif _is_same(expected, printed[line]):
                row[line] = below[line + 1]
            else:
                row[line] = 1 + min(below[line], row[line + 1])
        costs.insert(0, row)
    return costs
