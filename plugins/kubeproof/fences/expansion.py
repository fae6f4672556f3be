"""Pulls sections of the notes into a page, before its Markdown is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kubeproof.fences.call import Call
from kubeproof.fences.code import in_code
from kubeproof.fences.headings import headings, nesting_level, shifted
from kubeproof.fences.links import rewrite
from kubeproof.fences.lists import renested
from kubeproof.fences.note import ATTRIBUTES, Note, find
from kubeproof.fences.problems import INCLUDE_LOOP, FenceError
from kubeproof.fences.tabs import TAB, with_tabs
from kubeproof.text.markdown import YAML, Fence, fences
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kubeproof.fences.site import Site

LANGUAGE = "notes"
_MOST_SECTIONS = 1000
_Chain = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Expansion:
    """The expansion of one page.

    Attributes:
        site: where the notes are.
        page_folder: the folder of the page, for links; None if it is not known, then links stay as they are.
        failed: turns an error into the text that stands in the fence's place.
        tabbed: filled with the YAML that has tabs, which are expanded elsewhere; see `tabs`.
    """

    site: Site
    page_folder: Path | None
    failed: Callable[[FenceError], str]
    tabbed: dict[str, str] = field(default_factory=dict)
    _count: int = field(default=0)

    def expand(self, text: str, chain: _Chain = ()) -> str:
        """The text with each `notes` fence replaced by the section that it names.

        Args:
            text: Markdown with line ends of one character.
            chain: the sections that this text is pulled in by, the outermost first.
        """
        if LANGUAGE not in text:
            return text
        source = Source(text)
        lines = text.split("\n")
        found = headings(text)
        for fence in reversed(list(fences(source))):
            if fence.language == LANGUAGE and fence.closed and not in_code(source, fence):
                level = nesting_level(found, fence.line)
                inserted = self._replacement(fence, level, chain)
                end = fence.line + 1 + len(fence.block.starts)
                lines[fence.line - 1 : end] = _prefixed(inserted, lines[fence.line - 1][: fence.column - 1])
        return "\n".join(lines)

    def _replacement(self, fence: Fence, level: int, chain: _Chain) -> str:
        call = Call(fence.language, fence.block.text, fence.attributes)
        parts = [self.failed(error) for error in call.attribute_errors(ATTRIBUTES)]
        try:
            parts.append(self.section(call, level, chain))
        except FenceError as error:
            parts.append(self.failed(error))
        return "\n\n".join(parts)

    def section(self, call: Call, level: int = 1, chain: _Chain = ()) -> str:
        """The section that a fence asks for, ready for its page.

        Args:
            call: the fence.
            level: the level of the heading that it stands under.
            chain: the sections that the fence is pulled in by.

        Raises:
            FenceError: the section is not there, or includes itself.
        """
        note = find(call, self.site)
        name = (note.wanted.path, note.wanted.part)
        self._count += 1
        if name in chain or self._count > _MOST_SECTIONS:
            raise _loop_error(note, chain)
        text = _without_heading(note)
        self.tabbed.update(with_tabs(text, YAML, TAB))
        text = self._moved(renested(text.expandtabs(TAB)), note)
        text = self.expand(text, (*chain, name))
        heading = note.section.heading
        top = heading.level if heading else min((each.level for each in headings(text)), default=level + 1)
        return shifted(text, level - top + (note.own_heading or not heading))

    def _moved(self, text: str, note: Note) -> str:
        if note.definitions:
            text = "\n".join([text, *note.definitions, ""])
        if self.page_folder is None:
            return text
        source_folder = (self.site.notes.folder / note.wanted.path).parent.absolute()
        return rewrite(text, source_folder, self.page_folder.absolute())


def _loop_error(note: Note, chain: _Chain) -> FenceError:
    here = "#".join(filter(None, (note.wanted.path, note.wanted.part)))
    way = " -> ".join("#".join(filter(None, step)) for step in chain)
    message = f"{here} includes itself ({way} -> {here}): take this fence away, or name another section"
    return FenceError(INCLUDE_LOOP, message, note.wanted.span)


def _without_heading(note: Note) -> str:
    heading = note.section.heading
    if note.own_heading or heading is None:
        return note.section.text
    lines = note.section.text.split("\n")
    return "\n".join(lines[heading.line - 1 + heading.lines :]).lstrip("\n")


def _prefixed(text: str, prefix: str) -> list[str]:
    """Lines that stand where a fence stood: in the same list item, quote, tab or admonition."""
    rest = re.sub(r"[^> \t]", " ", prefix)
    lines = ["", *text.rstrip("\n").split("\n"), ""]
    return [f"{prefix if number == 1 else rest}{line}" if line else rest.rstrip() for number, line in enumerate(lines)]
