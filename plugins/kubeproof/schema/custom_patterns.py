"""Patterns of Go (RE2) for the regular expressions of Rust, which differ in little."""

from __future__ import annotations

import re
from functools import lru_cache

_PIECE = re.compile(r"\\Q.*?(?:\\E|\Z)|\\.|\[:|[\[\]]|.", re.DOTALL)
_OUTSIDE = {
    r"\d": "[0-9]",
    r"\D": "[^0-9]",
    r"\w": "[0-9A-Za-z_]",
    r"\W": "[^0-9A-Za-z_]",
    r"\s": r"[\t\n\f\r ]",
    r"\S": r"[^\t\n\f\r ]",
    r"\z": r"\z",
}
_INSIDE = {r"\d": "0-9", r"\w": "0-9A-Za-z_", r"\s": r"\t\n\f\r "}
_UNCERTAIN = (r"\Q", r"\C", r"\b", r"\B", "[[:^")


@lru_cache(maxsize=4096)
def as_rust(pattern: str) -> str | None:
    """The same pattern for the validator; None if it cannot be said for sure, so that values are not judged by it."""
    if any(part in pattern for part in _UNCERTAIN):
        return None
    import jsonschema_rs  # noqa: PLC0415 - a run that finds all in its cache needs no validator

    written = _written(pattern)
    try:
        jsonschema_rs.Draft202012Validator({"pattern": written}, pattern_options=jsonschema_rs.RegexOptions())
    except (ValueError, jsonschema_rs.ValidationError):
        return None
    return written


def _written(pattern: str) -> str:
    """The pattern with the classes of characters that mean ASCII in Go and Unicode elsewhere written out."""
    parts: list[str] = []
    inside = False
    for piece in _PIECE.findall(pattern):
        if piece == "[":
            parts.append(r"\[" if inside else piece)
            inside = True
            continue
        if piece == "]" and parts[-1:] not in (["["], ["[^"]):
            inside = False
        parts.append((_INSIDE if inside else _OUTSIDE).get(piece, piece))
    return "".join(parts)
