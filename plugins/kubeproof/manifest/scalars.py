"""Plain scalars as the API server resolves them: Go's YAML 1.1, which is not Python's.

Source: `sigs.k8s.io/yaml` (its fork of go-yaml v2, `resolve.go`), which kubectl and the API server read manifests with.
"""

from __future__ import annotations

import re
from math import isfinite

STRING = "tag:yaml.org,2002:str"
INTEGER = "tag:yaml.org,2002:int"
FLOAT = "tag:yaml.org,2002:float"
BOOLEAN = "tag:yaml.org,2002:bool"
NULL = "tag:yaml.org,2002:null"
MERGE = "tag:yaml.org,2002:merge"
MAP = "tag:yaml.org,2002:map"
LIST = "tag:yaml.org,2002:seq"
BINARY = "tag:yaml.org,2002:binary"
RESOLVED = frozenset({INTEGER, FLOAT, BOOLEAN, NULL})

Scalar = str | int | float | bool | None

_TRUE = {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"}
_FALSE = {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"}
_NULL = {"", "~", "null", "Null", "NULL"}
_INFINITE = {".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"}
_MINUS_INFINITE = {"-.inf", "-.Inf", "-.INF"}
_NOT_A_NUMBER = {".nan", ".NaN", ".NAN"}
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_INTEGER = re.compile(r"[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[1-9][0-9]*|0)\Z")
_WORDS: dict[str, tuple[str, Scalar]] = {
    **dict.fromkeys(_TRUE, (BOOLEAN, True)),
    **dict.fromkeys(_FALSE, (BOOLEAN, False)),
    **dict.fromkeys(_NULL, (NULL, None)),
    **dict.fromkeys(_INFINITE, (FLOAT, float("inf"))),
    **dict.fromkeys(_MINUS_INFINITE, (FLOAT, float("-inf"))),
    **dict.fromkeys(_NOT_A_NUMBER, (FLOAT, float("nan"))),
    "<<": (MERGE, "<<"),
}
_FIRST_OF_NUMBER = frozenset("+-.0123456789")
_LARGEST = 2**64
_LONGEST = 4000  # Python does not read decimal numbers of more than 4300 digits
_EXPONENT_FROM = 1e21


def resolve(text: str) -> tuple[str, Scalar]:
    """The tag and the value of a plain scalar without an explicit tag."""
    word = _WORDS.get(text)
    if word:
        return word
    if text[0] not in _FIRST_OF_NUMBER:
        return STRING, text
    return _number(text)


def is_word(text: str) -> bool:
    """Whether a plain scalar is a word that means something else than its text, such as `yes` or `null`."""
    return text in _WORDS


def _number(text: str) -> tuple[str, Scalar]:
    plain = text.replace("_", "") if text[0] != "." else text
    if len(plain) < _LONGEST and _INTEGER.match(plain):
        value = _integer(plain)
        if -(_LARGEST // 2) <= value < _LARGEST:
            return INTEGER, value
    if _FLOAT.match(plain):
        number = float(plain)
        return (FLOAT, whole_number(number)) if isfinite(number) else (STRING, text)  # as Go does
    return STRING, text


def _integer(text: str) -> int:
    sign, digits = (-1, text[1:]) if text[0] == "-" else (1, text.lstrip("+"))
    if len(digits) > 1 and digits[0] == "0" and digits[1].isdigit():
        return sign * int(digits, 8)
    return sign * int(digits, 0)


def whole_number(value: float) -> float | int:
    """A float as it travels in JSON: `80.0` is written `80`, so that integer fields take it."""
    if value.is_integer() and abs(value) < _EXPONENT_FROM:
        return int(value)
    return value


def key_text(value: Scalar) -> str | None:
    """A mapping key as the server spells it in JSON (`on:` becomes "true"); None for one that it refuses."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:g}"
    return None
