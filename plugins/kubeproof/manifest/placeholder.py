"""What a page writes where its reader is to put something else: `<name>`, `${NAME}`, `__NAME__`, `YOUR_NAME`."""

from __future__ import annotations

import re

_MARKS = re.compile(
    r"""
      \{\{ | \{% | <% | \$\{ | \$\(\w | \$(?-i:[A-Z_]{2})   # Helm, Jinja, ERB, a shell's variables
    | <[^<>\n]*\w[^<>\n]*>                       # <your domain>
    | (?<!\w)(__|\#\#|@@?|%%?)\w+\1(?!\w)       # __NAME__, ##NAME##, @NAME@, %NAME%
    | ^\[(?-i:[A-Z][A-Z0-9 _-]+)\]$              # [PROJECT_ID]
    | \.\.\. | …                                 # "...base64 encoded data..."
    | (?<![^\W_])x(?:x+|\.[x.]*x)(?![^\W_]) | (?<=\d\.)x(?!\w)  # xxxx, 10.x.x.x, 10.0.0.x
    | (?<![^\W_])base-?64[-_ ]encoded(?![^\W_])
    | (?<![^\W_])(?:your|change[-_ ]?me|replace[-_ ]?(?:me|with|this)|placeholder)(?![^\W_])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HINTS = (
    *("{{", "{%", "<", "$", "__", "##", "@", "%", "[", "...", "…", "xx", "x.", ".x"),
    *("base", "your", "change", "replace", "placeholder"),
)
"""One of these is in every mark, and is looked for much faster."""
_CAPITALS = re.compile(
    r"[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+|NAME(?:SPACE)?|HOST(?:NAME)?|DOMAIN|PORT|REGION|ZONE|IMAGE|TAG|VERSION"
    r"|USER(?:NAME)?|PASSWORD|TOKEN|SIZE|REPLICAS|CLUSTER|PROJECT|ADDRESS|EMAIL|TODO"
)


def has_placeholder(text: str) -> bool:
    """Whether a value is marked as one to be replaced, in whole or in part."""
    lower = text.lower()
    return any(hint in lower for hint in _HINTS) and bool(_MARKS.search(text))


def is_placeholder_word(text: str) -> bool:
    """Whether a value is a word in capitals as documentation writes them for the reader's own: `CLUSTER_NAME`."""
    return bool(_CAPITALS.fullmatch(text))
