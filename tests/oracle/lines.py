"""Mistakes in the text of a manifest: its lines, indentation, quotes and punctuation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

MARKS = "\"'`:,-{}[]#&*|>%@!\t"


def _changed(text: str, random: Random, change: Callable[[str], str]) -> str:
    lines = text.splitlines(keepends=True)
    at = random.randrange(len(lines))
    lines[at] = change(lines[at])
    return "".join(lines)


def indented(text: str, random: Random) -> str:
    spaces = random.choice((" ", "  ", "    ", "\t"))
    return _changed(text, random, lambda line: spaces + line)


def dedented(text: str, random: Random) -> str:
    count = random.choice((1, 2, 4))
    return _changed(text, random, lambda line: re.sub(rf"^ {{1,{count}}}", "", line))


def block_shifted(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    start = random.randrange(len(lines))
    for at in range(start, min(start + random.randint(2, 8), len(lines))):
        lines[at] = "  " + lines[at]
    return "".join(lines)


def without_quotes(text: str, random: Random) -> str:
    quoted = [found.span() for found in re.finditer(r"""(["']).*?\1""", text)]
    if not quoted:
        return indented(text, random)
    start, end = random.choice(quoted)
    return text[:start] + text[start + 1 : end - 1] + text[end:]


def with_quotes(text: str, random: Random) -> str:
    mark = random.choice("\"'")
    return _changed(text, random, lambda line: re.sub(r"((?:: |- ))([^:\n]+)$", rf"\1{mark}\2{mark}", line, count=1))


def without_dash(text: str, random: Random) -> str:
    return _changed(text, random, lambda line: re.sub(r"- ", random.choice(("  ", "")), line, count=1))


def with_dash(text: str, random: Random) -> str:
    return _changed(text, random, lambda line: re.sub(r"^( *)(?=\S)", r"\1- ", line))


def without_colon(text: str, random: Random) -> str:
    return _changed(text, random, lambda line: re.sub(":", random.choice(("", "=", ": :", "\uff1a")), line, count=1))


def without_space(text: str, random: Random) -> str:
    return _changed(text, random, lambda line: re.sub(r"(?<=[:-]) ", "", line, count=1))


def line_repeated(text: str, random: Random) -> str:
    return _changed(text, random, lambda line: line + line)


def line_lost(text: str, random: Random) -> str:
    return _changed(text, random, lambda _line: "")


def lines_swapped(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    at = random.randrange(max(1, len(lines) - 1))
    lines[at : at + 2] = reversed(lines[at : at + 2])
    return "".join(lines)


def mark_inserted(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(MARKS) + text[at:]


def commented(text: str, random: Random) -> str:
    return _changed(text, random, lambda line: re.sub(r"^( *)", random.choice((r"\1# ", r"# \1")), line))


def remark_added(text: str, random: Random) -> str:
    return _changed(text, random, lambda line: line.rstrip("\n") + random.choice((" # why", "# why", " // why")) + "\n")


def windows(text: str, random: Random) -> str:
    return text.replace("\n", "\r\n") if random.random() < 0.5 else "\ufeff" + text


MUTATIONS: tuple[Callable[[str, Random], str], ...] = (
    *(indented, dedented, block_shifted, without_quotes, with_quotes, without_dash, with_dash, without_colon),
    *(without_space, line_repeated, line_lost, lines_swapped, mark_inserted, commented, remark_added, windows),
)
