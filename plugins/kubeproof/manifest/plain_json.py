"""Manifests that are written as JSON, which is YAML too, as far as both readers see the same in it."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from kubeproof.manifest import scalars
from kubeproof.manifest.plain_line import NotPlainError

_BEFORE = re.compile(r"(?:---)?(?: *+(?:#[^\n]*+)?+\n)*+(?=\{)")
_TIGHT = re.compile(r'":(?![ \n])')
"""A colon that only newer readers of YAML take."""
_MOST = 900
"""Brackets: with no more of them, nothing is nested too deep for the server."""
_LONGEST_KEY = 200


def json_start(text: str) -> int | None:
    """The offset of the brace that a text begins with, after comments; None if it does not."""
    before = _BEFORE.match(text) if text[:1] in ("{", "#", "-") else None
    return before and before.end()


def read_json(text: str, start: int) -> dict[str, Any]:
    """The object that begins at an offset of a text, which has nothing after it.

    Raises:
        NotPlainError: if the parser has to read it.
    """
    opened = text.count("{") + text.count("[")
    if "\\" in text or opened > _MOST or not text.replace("\n", "").isprintable() or _TIGHT.search(text):
        raise NotPlainError
    try:
        value: dict[str, Any] = _DECODER.decode(text[start:])
    except (ValueError, RecursionError) as error:
        raise NotPlainError from error
    return value


def _number(text: str) -> scalars.Scalar:
    value = scalars.resolve(text)[1]
    if isinstance(value, str) or (isinstance(value, float) and not math.isfinite(value)):
        raise NotPlainError
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs) or any(not key or len(key) > _LONGEST_KEY for key in found):
        raise NotPlainError
    return found


def _constant(text: str) -> scalars.Scalar:
    raise NotPlainError(text)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_number, parse_float=_number, parse_constant=_constant)
