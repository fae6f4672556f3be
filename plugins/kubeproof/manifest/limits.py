"""How large and how deep a document may be."""

from __future__ import annotations

import re

DEEPEST = 1000
LARGEST = "3 MiB"
_MOST = 3 * 2**20  # the server's limit for the body of a request
_INDENTATION = re.compile(r"^[ \t]*(?:- +)*", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
_OBJECT = re.compile(r"^(?:\{\s*)?[\"']?apiVersion[\"']?:", re.MULTILINE)
_LIST = re.compile(r"^[\"']?kind[\"']?:[ \t]*\w*List\b", re.MULTILINE)


def is_too_large(chunk: str) -> bool:
    """Whether a document is an object of more than the server takes, however it is written.

    The objects of a List are sent one by one.
    """
    if len(chunk) <= _MOST or _LIST.search(chunk) or not _OBJECT.search(chunk):
        return False
    bare = _COMMENT.sub("", chunk)
    return len(bare) - bare.count(" ") - bare.count("\n") > _MOST


def is_too_deep(chunk: str) -> bool:
    """Whether nesting would exhaust the stack of a recursive reader; a cheap bound, so counted generously."""
    if len(chunk) <= DEEPEST:
        return False
    if chunk.count("[") + chunk.count("{") > DEEPEST and _flow_depth(chunk) > DEEPEST:
        return True
    indented = " " * DEEPEST in chunk or "- " * DEEPEST in chunk
    return indented and max(len(match[0]) for match in _INDENTATION.finditer(chunk)) > 2 * DEEPEST


def _flow_depth(chunk: str) -> int:
    depth = deepest = 0
    for bracket in re.findall(r"[\[{\]}]", chunk):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest
