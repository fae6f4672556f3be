"""A snippet that is not a manifest but a command with one in it: `cat <<EOF | kubectl apply -f -`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = re.compile(r"[ \t]*(?:[$#>][ \t]+)?[\w./-]+ [^\n]*<<-?[ \t]*(?P<quote>['\"]?)(?P<end>\w+)(?P=quote)")
_QUOTE = re.compile(r"[ \t]*(?:[$#>][ \t]+)?(?:echo|printf)[ \t][^\n]*(?P<end>['\"])[ \t]*\r?$")
_PROMPT = re.compile(r"[ \t]*\$[ \t]+[\w./-]+[ \t]")
_SHORTEST = 3


def without_command(text: str) -> str:
    """The text with the lines of the shell made comments, character for character; as it is if it begins with none.

    A here document, or a text in quotes that begins at a line's end, is left; two of them become two documents. What
    follows any other command after a prompt is what it printed, and is left too.
    """
    lines = text.splitlines(keepends=True)
    first = next((line for line in lines if line.strip()), "")
    if _opening(first):
        return "".join(_bare(lines))
    return "".join(_printed(lines)) if _PROMPT.match(first) else text


def _opening(line: str) -> re.Match[str] | None:
    return _HERE.match(line) or _QUOTE.match(line)


def _bare(lines: list[str]) -> list[str]:
    bare: list[str] = []
    end: str | None = None
    for line in lines:
        if end is None:
            opening = _opening(line)
            end = opening["end"] if opening else None
            bare.append(_comment(line))
        elif _closes(line, end):
            bare.append(_marker(line))
            end = None
        else:
            bare.append(line)
    return bare


def _printed(lines: list[str]) -> Iterator[str]:
    continues = False
    for line in lines:
        is_command = continues or bool(_PROMPT.match(line))
        continues = is_command and line.rstrip().endswith("\\")
        yield _comment(line) if is_command else line


def _closes(line: str, end: str) -> bool:
    return line.strip() == end if end.isalnum() else line.lstrip().startswith(end)


def _comment(line: str) -> str:
    content = line.rstrip("\r\n")
    return "#".ljust(len(content), "#") + line[len(content) :] if content.strip() else line


def _marker(line: str) -> str:
    """The end of a document, if there is room for its marker."""
    content = line.rstrip("\r\n")
    if len(content) < _SHORTEST:
        return _comment(line)
    mark = "---" if len(content) == _SHORTEST else "--- "
    rest = len(content) - len(mark)
    return mark + ("#".ljust(rest, "#") if rest else "") + line[len(content) :]
