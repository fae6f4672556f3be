"""Sections of a notes file, found by their heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kubeproof.fences.headings import Heading, anchors, headings
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from kubeproof.fences.slugs import Slugs

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a Markdown file, from its heading to the next one that is not below it.

    Attributes:
        text: its lines.
        line: the line of the file that it begins at, from 1.
        heading: its own heading, with its line counted in the section; None for a file without one.
    """

    text: str
    line: int
    heading: Heading | None


class NoHeadingError(Exception):
    """A heading that is not in the file; the message names the nearest one."""


def section(text: str, slug: str, slugs: Slugs) -> Section:
    """A section by its heading as it would stand in a link; the whole file, without its front matter, for "".

    Raises:
        NoHeadingError: there is no such heading.
    """
    text = text.replace("\r\n", "\n")
    found = headings(text)
    if not slug:
        return _whole(text)
    names = anchors(tuple((heading.level, heading.title) for heading in found), slugs)
    if slug not in names:
        raise NoHeadingError(_missing(slug, names))
    index = names.index(slug)
    own = found[index]
    end = next((heading.line - 1 for heading in found[index + 1 :] if heading.level <= own.level), None)
    lines = text.split("\n")[own.line - 1 : end]
    return Section("\n".join(lines).rstrip() + "\n", own.line, Heading(1, own.lines, own.level, own.title))


def _whole(text: str) -> Section:
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else 0
    body = text[start:].lstrip("\n")
    line = text.count("\n", 0, len(text) - len(body)) + 1
    found = headings(body)
    first = found[0] if found and found[0].line == 1 else None
    return Section(body.rstrip() + "\n", line, first)


def _missing(slug: str, names: tuple[str, ...]) -> str:
    near = nearest(slug, names)
    if near:
        return f'there is no heading "{slug}"; did you mean "{near}"?'
    known = f"; its headings are {', '.join(names[:8])}" if names else "; it has no headings"
    return f'there is no heading "{slug}"{known}'
