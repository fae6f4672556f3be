"""Texts on lines of their own, below a `|` or a `>`, as far as they are plain: nothing in them is further in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.manifest.plain_line import NotPlainError

if TYPE_CHECKING:
    from kubeproof.manifest.plain_line import Header


def read_text(lines: list[str], at: int, column: int, header: Header) -> tuple[str, int]:
    """A text, and the number of the first line after it.

    Args:
        lines: all lines.
        at: the number of its first one.
        column: the column that it has to be further in than.
        header: what stands before it.

    Raises:
        NotPlainError: if the parser has to read it.
    """
    kept, end = _kept(lines, at, column)
    if end == len(lines):
        if kept[-1]:  # how a text ends whose last line has no end is the parser's business
            raise NotPlainError
        kept.pop()
    while kept and not kept[-1]:
        kept.pop()
    if not "".join(kept).isprintable():
        raise NotPlainError
    return (_folded(kept) if header.is_folded else "\n".join(kept)) + ("" if header.is_stripped else "\n"), end


def _kept(lines: list[str], at: int, column: int) -> tuple[list[str], int]:
    """The lines as far as they stand further in than the first one, without what they stand in."""
    first = lines[at] if at < len(lines) else ""
    inset = len(first) - len(first.lstrip(" "))
    if not first.strip(" ") or inset <= column:
        raise NotPlainError
    kept: list[str] = []
    while at < len(lines):
        line = lines[at]
        indent = len(line) - len(line.lstrip(" "))
        if indent < inset and indent != len(line):
            if indent > column:
                raise NotPlainError
            break
        kept.append(line[inset:])
        at += 1
    return kept, at


def _folded(lines: list[str]) -> str:
    """The lines of each paragraph joined; of the empty lines between paragraphs each is a line end."""
    if any(line.startswith(" ") for line in lines):
        raise NotPlainError
    parts: list[str] = []
    empty = 0
    for line in lines:
        if line:
            parts += ("\n" * empty or " " if parts else "", line)
            empty = 0
        else:
            empty += 1
    return "".join(parts)
