"""Messages as HTML: what a reader would type is marked as code."""

from __future__ import annotations

import re
from html import escape

_PARTS = r"[\w./-]*\w(?:\[[\w.]*\])?"
_CODE = re.compile(
    r"^(?P<verb>(?:write|add|move|make|put|take|quote|remove) )(?!(?:the|an?|no|this) )"
    rf"(?P<written>\w+: [^\s,;]+|\"[^\"]*\"|{_PARTS})"
    r"|(?P<before>(?:belongs to|under|end of|instead of) )(?!the )"
    rf"(?P<place>\"[^\"]*\"|{_PARTS})"
    r'|(?P<quoted>"[^"]+")'
    r"|(?P<name>\b[a-z]+[A-Z]\w*(?:[.\[][\w.\[\]]*\w\]?)?|\b\w+(?:\[\d+\])?(?:\.[a-z]\w*(?:\[\d+\])?)+)"
)


def marked_up(message: str) -> str:
    """A message with its fields and values as code."""
    done: list[str] = []
    at = 0
    for match in _CODE.finditer(message):
        words = match["verb"] or match["before"] or ""
        code = match["quoted"][1:-1] if match["quoted"] else match[0][len(words) :]
        done += (escape(message[at : match.start()] + words), f"<code>{escape(code)}</code>")
        at = match.end()
    return "".join(done) + escape(message[at:])
