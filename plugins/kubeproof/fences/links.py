"""Relative links of a Markdown text, made to work from another folder."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from kubeproof.fences.code import prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_CODE_SPAN = r"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
_INLINE = re.compile(
    _CODE_SPAN + r"|(?P<before>(?<!\\)\]\([ \t]*<?)(?P<target>[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)", re.DOTALL
)
_REFERENCE = re.compile(r"(?P<before>[ ]{0,3}\[[^\]^][^\]]*\]:[ \t]*<?)(?P<target>[^\s<>]+)")

_BEGINS = re.compile(r"[> \t]*(?:[-*+|#]|\d{1,9}[.)][ \t]|\[[^\]]+\]:)")


def rewrite(text: str, source_folder: Path, page_folder: Path) -> str:
    """The text with its relative links as seen from another folder. Code, addresses and `#anchors` stay.

    Args:
        text: Markdown.
        source_folder: the folder of the file that the text comes from.
        page_folder: the folder of the page that shows it.
    """
    if source_folder == page_folder:
        return text

    def moved(target: str) -> str:
        return _moved(target, source_folder, page_folder)

    lines = text.split("\n")
    for part in _paragraphs(prose(text)):
        lines[part] = _paragraph("\n".join(lines[part]), moved).split("\n")
    return "\n".join(lines)


def definitions(text: str) -> list[str]:
    """The lines that say where reference links lead."""
    return [line.strip() for line in prose(text) if _REFERENCE.match(line)]


def _paragraphs(lines: Sequence[str]) -> Iterator[slice]:
    """Where the lines are that are read as one text, so that code may reach from one to the next."""
    first = 0
    for number, line in enumerate([*lines, ""]):
        if not line or _BEGINS.match(line):
            if first < number:
                yield slice(first, number)
            first = number + (not line)


def _paragraph(text: str, moved: Callable[[str], str]) -> str:
    def replace(match: re.Match[str]) -> str:
        return match[0] if match["code"] else match["before"] + moved(match["target"])

    reference = _REFERENCE.match(text)
    head = reference["before"] + moved(reference["target"]) if reference else ""
    return head + _INLINE.sub(replace, text[reference.end() if reference else 0 :])


def _moved(target: str, source_folder: Path, page_folder: Path) -> str:
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return target
    there = os.path.relpath(source_folder / unquote(parts.path), page_folder)
    path = quote(PurePath(there).as_posix()) + ("/" if parts.path.endswith("/") else "")
    return parts._replace(path=path).geturl()
