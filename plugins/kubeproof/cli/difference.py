"""A change as a unified diff, as `patch` and `git apply` take it."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from click import style

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def unified(before: str, after: str, path: str) -> str:
    """The change of a file's text; empty if there is none."""
    name = f"{path}\t" if " " in path else path  # as git and diff mark where a name with spaces ends
    return "".join(_ended(unified_diff(_lines(before), _lines(after), name, name)))


def coloured(diff: str) -> str:
    """A diff with colours for a terminal."""
    return "".join(_coloured(line) for line in _lines(diff))


def _lines(text: str) -> list[str]:
    r"""Lines with their ends; only `\n` ends a line, or `\r` alone would tear one apart."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]


def _ended(diff: Iterator[str]) -> Iterator[str]:
    for line in diff:
        yield line
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"


def _coloured(line: str) -> str:
    if line.startswith(("--- ", "+++ ")):
        return style(line, bold=True)
    return style(line, fg=_COLOURS[line[0]]) if line[:1] in _COLOURS else line
