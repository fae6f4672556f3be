"""One use of a fence: what a page says in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kubeproof.check.directives import DIRECTIVES
from kubeproof.fences.highlighted import moved_lines
from kubeproof.fences.problems import BAD_OPTION, FenceError, whole_body
from kubeproof.text.nearest import nearest
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kubeproof.check import Inspection
    from kubeproof.fences.scanned import Verdict

HIGHLIGHT = frozenset({"title", "linenums", "hl_lines", "title_mode"})
CHECKED = frozenset(DIRECTIVES) | HIGHLIGHT
_HTML = frozenset({"id", "class", "style", "lang", "dir", "role", "tabindex", "translate", "hidden", "markdown"})
_NUMBERS = {
    "hl_lines": (re.compile(r"\d+(?:-\d+)?(?:[ \t]+\d+(?:-\d+)?)*\Z"), '"3 5-7"'),
    "linenums": (re.compile(r"\d+(?:[ \t]+\d+){0,2}\Z"), '"1"'),
}


@dataclass(frozen=True, slots=True)
class Pull:
    """A file that a fence brings to its page.

    Attributes:
        root: the folder that it is in.
        path: the file, relative to that folder.
        directives: how the fence wants it checked.
    """

    root: Literal["examples", "notes"]
    path: str
    directives: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A fence of a page.

    Attributes:
        language: the name of the fence.
        body: its lines.
        attributes: what stands beside its name.
    """

    language: str
    body: str
    attributes: Mapping[str, str]

    @property
    def key(self) -> str:
        """What two fences share if they are the same, wherever they stand."""
        return f"{self.language}\n{self.body.replace(chr(13), '').strip()}"

    @property
    def written(self) -> str:
        """The fence as Markdown."""
        marks = "~" * (3 + self.body.count("~"))
        said = " ".join(f'{name}="{value}"' for name, value in self.attributes.items())
        return f"{marks}{self.language} {said}\n{self.body}{marks}\n"

    @property
    def directives(self) -> tuple[tuple[str, str], ...]:
        """How the fence wants its YAML checked."""
        return tuple((name, self.attributes[name]) for name in DIRECTIVES if name in self.attributes)

    @property
    def first_line(self) -> int:
        """The number that the page gives to the first line."""
        numbers = self.attributes.get("linenums", "")
        return int(numbers.split()[0]) if _NUMBERS["linenums"][0].match(numbers) else 1

    def highlighted(self, found: Inspection | Verdict, text: str, before: Span, shown: str) -> str | None:
        """The lines to point out in what is shown after repairs; None if they are those that the fence says.

        Args:
            found: the repairs.
            text: the text that the fence shows a part of.
            before: that part, as the author wrote it.
            shown: the same part, repaired.
        """
        numbers = self.attributes.get("hl_lines", "")
        if not found.edits or not _NUMBERS["hl_lines"][0].match(numbers):
            return None
        return moved_lines(numbers, text, found.edits, before, shown)

    def attribute_errors(self, known: frozenset[str]) -> Iterator[FenceError]:
        """The attributes that the fence does not have, and those whose value cannot be read."""
        for name, value in self.attributes.items():
            if name not in known and not _is_html(name):
                yield FenceError(BAD_OPTION, _unknown(self.language, name, known), Span(0, 0), attribute=name)
            elif name in _NUMBERS and not _NUMBERS[name][0].match(value):
                message = f'{name}="{value}" names no lines: write {name}={_NUMBERS[name][1]}'
                yield FenceError(BAD_OPTION, message, Span(0, 0), attribute=name)


def _is_html(name: str) -> bool:
    return name in _HTML or name.startswith(("data-", "aria-"))


def _unknown(language: str, name: str, known: frozenset[str]) -> str:
    near = nearest(name, sorted(known))
    hint = f'did you mean "{near}"?' if near else f"it has {', '.join(sorted(known))}"
    return f'the fence "{language}" has no option "{name}"; {hint}'


@dataclass(frozen=True, slots=True)
class Reference:
    """A file, and a part of it, that a fence names: `path#part`.

    Attributes:
        path: the file, relative to its root.
        part: a heading or an object; empty for the whole file.
        span: where the path stands in the body.
        part_span: where the part stands in the body.
    """

    path: str
    part: str
    span: Span
    part_span: Span


def reference(body: str, example: str) -> Reference:
    """What a body that is one line names.

    Args:
        body: the body of a fence.
        example: a right one, for the message.

    Raises:
        FenceError: the body is empty, or holds more than one line.
    """
    place = whole_body(body)
    text = body[place.start : place.end]
    if not text or "\n" in text:
        found = "it holds several lines" if text else "it is empty"
        raise FenceError(BAD_OPTION, f"this fence takes one line, but {found}: write {example}", place)
    return reference_at(text, place)


def reference_at(text: str, place: Span) -> Reference:
    """The file and part that a text names, which stands at a place of the body."""
    path, mark, part = text.partition("#")
    middle = place.start + len(path)
    return Reference(
        path.strip(), part.strip(), Span(place.start, middle), Span(min(middle + len(mark), place.end), place.end)
    )
