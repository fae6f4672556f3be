"""Output as it is recorded: what will differ when the command runs again becomes a pattern."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.transcripts.patterns import ADDRESS, ANY_LINES, DURATION, GROUP, GROUPS, LETTERS, TIME, UID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    Place = tuple[int, int, str]  # start, end, name of the pattern

_END = r"(?![\w-])"
_EVERYWHERE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<time>{TIME})",
        rf"(?P<uid>\b{UID}\b)",
        r"(?:resourceVersion|uid)\"?: \"?(?P<number>\d+)\b",
        r"\b(?P<digest>[0-9a-f]{64})\b",
        r"\.(?P<digest>[0-9a-f]{16})\b",  # the name of an event
        rf"(?<![\w.-])(?P<ip>{ADDRESS})(?![\w./]\d|\d|\.\d)",
        rf"(?<![\w:.])(?P<ip>{GROUPS}::(?:{GROUPS})?|{GROUP}(?::{GROUP}){{7}})(?![\w:/])",
        rf"-(?P<hash>{LETTERS}{{7,10}})-(?P<id>{LETTERS}{{5}}){_END}",  # a Pod of a Deployment
        rf"-(?P<number>\d{{8,}})-(?P<id>{LETTERS}{{5}}){_END}",  # a Pod of a CronJob
        rf"(?:-|-hash[=:] ?\"?)(?P<hash>{LETTERS}{{7,10}}){_END}",
        rf"-(?P<id>{LETTERS}{{5}}){_END}",
        rf"assigned \S+-{LETTERS}{{7,10}}-{LETTERS}{{5}} to (?P<node>\S+)",
        r"\(x(?P<number>\d+) over ",
        r"/(?:LIVE|MERGED)-(?P<number>\d+)/",  # the folders of kubectl diff
        r"https://[\w.-]+:(?P<port>\d{4,5})\b",  # the API server of a cluster on this machine
        r"(?<![\w.-])(?P<port>3[0-2]\d{3})(?![\w.-])",  # what the API server allocates by default
    )
)
_COLUMN = re.compile(r"\S+(?: \S+)*")
_AGES = frozenset({"AGE", "LAST SEEN", "FIRST SEEN", "DURATION", "LAST SCHEDULE", "RESTARTS"})
_AGE = re.compile(rf"(?<![\w.])(?P<age>{DURATION})(?![\w.])")
_NODE = re.compile(r"(?P<node>[^\s<]\S*)")
_RULE = re.compile(r"[-\s]*\Z")
_OF_ONE_NODE = re.compile(rf"\S*[a-z0-9]-{LETTERS}{{5}}\Z")
_OF_DEPLOYMENT = re.compile(rf"-{LETTERS}{{7,10}}-{LETTERS}{{5}}\Z")
_WAITING = "Waiting for "


def record(printed: Sequence[str], known: Collection[str] = ()) -> list[str]:
    """The lines to write below a command.

    Ages, what Kubernetes adds to the names of Pods, addresses, allocated node ports, times, UIDs and resource versions
    become patterns that carry what was seen: `<age:12s>`. The lines of a wait that tell of its progress become `...`.

    Args:
        printed: the lines that it printed.
        known: words of the manifests and of the command; what is one of them does not differ from run to run.
    """
    lines: list[str] = []
    columns: list[tuple[int, str]] = []
    for line in printed:
        head = _header(line)
        text = _written(line, [] if head else columns, known)
        columns = head or (columns if line.strip() else [])
        if line.startswith(_WAITING):
            text = ANY_LINES
        if text != ANY_LINES or lines[-1:] != [ANY_LINES]:
            lines.append(text)
    return lines


def known_words(texts: Sequence[str]) -> frozenset[str]:
    """The words of some texts, for `record`."""
    return frozenset(word for text in texts for word in re.findall(r"[\w.-]*\w", text))


def _header(line: str) -> list[tuple[int, str]]:
    """The columns of a table, if the line is the head of one whose cells may differ: where they start, their names."""
    columns = [(match.start(), match[0].upper()) for match in _COLUMN.finditer(line)]
    return columns if len(columns) > 1 and any(name == "NODE" or name in _AGES for _, name in columns) else []


def _written(line: str, columns: Sequence[tuple[int, str]], known: Collection[str]) -> str:
    places: list[Place] = []
    for place in (*_in_cells(line, columns), *_in_text(line, known)):
        if all(place[1] <= start or end <= place[0] for start, end, _ in places):
            places.append(place)
    for start, end, name in sorted(places, reverse=True):
        line = f"{line[:start]}<{name}:{line[start:end]}>{line[end:]}"
    return line


def _in_cells(line: str, columns: Sequence[tuple[int, str]]) -> Iterator[Place]:
    starts = [start for start, _ in columns]
    if _RULE.match(line) or not _is_row(line, starts):
        return
    for (start, name), end in zip(columns, [*starts[1:], len(line)], strict=True):
        if name in _AGES:
            yield from _found(_AGE, line, start, end)
        elif name == "NODE" and _moves(line[starts[0] :].split(" ", 1)[0]):
            yield from _found(_NODE, line, start, end)


def _is_row(line: str, starts: Sequence[int]) -> bool:
    """Whether each cell begins where its column does."""
    return bool(starts) and all(line[start - 1 : start].strip() == "" for start in starts if 0 < start <= len(line))


def _moves(pod: str) -> bool:
    """Whether the scheduler may put a Pod on another node next time, which it does not with those of a DaemonSet."""
    return bool(_OF_DEPLOYMENT.search(pod)) or not _OF_ONE_NODE.match(pod)


def _in_text(line: str, known: Collection[str]) -> Iterator[Place]:
    for pattern in _EVERYWHERE:
        for start, end, name in _found(pattern, line, 0, len(line)):
            if line[start:end] not in known and _word_at(line, start, end) not in known:
                yield start, end, name


def _word_at(line: str, start: int, end: int) -> str:
    """The whole word that a place belongs to: `gpu-24579` is what its author called it."""
    while start and re.match(r"[\w.-]", line[start - 1]):
        start -= 1
    while end < len(line) and re.match(r"[\w.-]", line[end]):
        end += 1
    return line[start:end].rstrip(".")


def _found(pattern: re.Pattern[str], line: str, start: int, end: int) -> Iterator[Place]:
    for match in pattern.finditer(line, start, end):
        for name, value in match.groupdict().items():
            if value:
                yield match.start(name), match.end(name), name
