"""The headings of a Markdown text, and the sections that they begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import markdown

from kubeproof.fences.code import prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kubeproof.fences.slugs import Slugs

_ATX = re.compile(r"(?P<marks>#{1,6})[ \t]*(?P<title>[^#].*?)[ \t]*#*[ \t]*$")
_SETEXT = re.compile(r"(=+|-+)[ \t]*$")
_CONTAINER = re.compile(r"[> \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
_TITLE_LINE = re.compile(r"[^\s#>|+*\-]")
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        line: its line, from 1.
        lines: how many lines it takes, two if it is underlined.
        level: 1 to 6.
        title: its Markdown.
    """

    line: int
    lines: int
    level: int
    title: str


def headings(text: str) -> list[Heading]:
    """The headings outside code and comments, also those inside lists, tabs and admonitions."""
    lines = prose(text)
    found: list[Heading] = []
    for number, line in enumerate(lines, 1):
        below = lines[number] if number < len(lines) else ""
        heading = _heading(line, below, number)
        if heading:
            found.append(heading)
    return found


def _heading(line: str, below: str, number: int) -> Heading | None:
    content = line[_container(line) :]
    atx = _ATX.match(content)
    if atx:
        return Heading(number, 1, len(atx["marks"]), atx["title"])
    if below and _TITLE_LINE.match(line) and _SETEXT.match(below):
        return Heading(number, 2, 1 if below.startswith("=") else 2, line.strip())
    return None


def _container(line: str) -> int:
    match = _CONTAINER.match(line)
    return match.end() if match else 0


@lru_cache(maxsize=256)
def anchors(titles: tuple[tuple[int, str], ...], slugs: Slugs) -> tuple[str, ...]:
    """The part after `#` of a link to each heading (level and title), numbered if it repeats, as `toc` does it."""
    settings: dict[str, dict[str, Any]] = {"toc": {"slugify": slugs.slugify, "separator": slugs.separator}}
    converter = markdown.Markdown(extensions=["toc", "attr_list"], extension_configs=settings)
    converter.convert("\n\n".join(f"{'#' * level} {title}" for level, title in titles))
    tokens: list[dict[str, Any]] = getattr(converter, "toc_tokens", [])
    return tuple(token["id"] for token in _flat(tokens))


def _flat(tokens: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for token in tokens:
        yield token
        yield from _flat(token["children"])


def nesting_level(found: Sequence[Heading], line: int) -> int:
    """The level of the last heading above a line; 1 if there is none, for a page has a title."""
    return next((heading.level for heading in reversed(found) if heading.line < line), 1)


def shifted(text: str, by: int) -> str:
    """The text with the level of each of its headings changed."""
    if not by:
        return text
    lines = text.split("\n")
    for heading in reversed(headings(text)):
        first = lines[heading.line - 1]
        level = min(DEEPEST, max(1, heading.level + by))
        prefix = first[: _container(first)] if heading.lines == 1 else ""
        lines[heading.line - 1 : heading.line - 1 + heading.lines] = [f"{prefix}{'#' * level} {heading.title}"]
    return "\n".join(lines)
