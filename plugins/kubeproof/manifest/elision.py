"""Snippets in which the author left something out: `...` on a line, as a value, in brackets, or in a comment.

So are `<snip>`, `// ...`, `...output omitted...` on lines of their own, and comments such as `# rest of the spec`.
"""

from __future__ import annotations

import re

_DOTS = r"(?:\.\.\.|…|···)"
_WORDS = r"(?:snip(?:ped)?|omitted|truncated|output (?:omitted|truncated)|rest of|other (?:fields|settings))"
_ALONE = (
    r"(?:\[?\.{2,6}\]?|\[?…+\]?|·{3,6}|//[ \t]*(?:\.\.\.|…)"
    r"|(?:\.\.\.|…)[ \t]*[^\s:#][^:#\n]*|[<\[(](?:\.\.\.|…|snip|omitted|truncated)[>\])])"
)
_LINE = re.compile(rf"^(?P<before>[ \t]*(?:-[ \t]+)?)(?P<dots>{_ALONE})(?=[ \t]*(?:#.*)?\r?$)", re.MULTILINE)
_VALUE = re.compile(rf"(?P<before>:[ \t]+)(?P<dots>{_DOTS})(?=[ \t]*(?:#.*)?\r?$)", re.MULTILINE)
_BRACKETS = re.compile(rf"(?P<before>[\[{{][ \t]*)(?P<dots>{_DOTS})(?=[ \t]*[\]}}])")
_COMMENT = re.compile(rf"(?<!\S)#[ \t]*(?:{_DOTS}|.*{_DOTS}[ \t]*$|[<\[(-]*[ \t]*{_WORDS}\b)", re.MULTILINE)
_QUICK = re.compile(r"\.\.|…|··|snip|omitted|truncated|rest of|other ")


def without_elisions(text: str) -> str | None:
    """The text with what stands for left-out parts made harmless, character for character; None if nothing is left out.

    A line of dots becomes a comment, dots as a value become null.
    """
    if not _QUICK.search(text):
        return None
    changed = _LINE.sub(_line, text)
    changed = _VALUE.sub(lambda match: match["before"] + "~".ljust(len(match["dots"])), changed)
    changed = _BRACKETS.sub(lambda match: match["before"] + " " * len(match["dots"]), changed)
    return changed if changed != text or _COMMENT.search(text) else None


def _line(match: re.Match[str]) -> str:
    mark = "~" if match["before"].strip() else "#"
    return match["before"] + mark.ljust(len(match["dots"]), " " if mark == "~" else ".")
