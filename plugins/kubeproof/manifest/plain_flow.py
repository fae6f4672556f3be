"""Maps and lists in brackets on one line, as far as they are plain: `{name: web, args: ["-v", 2]}`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kubeproof.manifest import scalars

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = r"(?:[A-Za-z0-9_./+=$()*%@&!<>~^;|-]|:(?=[A-Za-z0-9_./-]))+"
_TEXT = rf"""(?:"[^"\\]*"|'[^']*'|(?=[A-Za-z0-9_./+-]){_WORD}(?: +{_WORD})*)"""
_TOKEN = re.compile(rf" *(?:(?P<bracket>[\[\]{{}},])|(?P<text>{_TEXT})(?P<colon>: +)?)")
_END = re.compile(r" *(?: #.*)?")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*")
_DEEPEST = 20


class Flow:
    """Reads one value in brackets; `refusal` is raised for whatever is not plain."""

    __slots__ = ("_at", "_refusal", "_scalar", "_text")

    def __init__(self, text: str, scalar: Callable[[str], scalars.Scalar], refusal: type[Exception]) -> None:
        self._text = text
        self._at = 0
        self._scalar = scalar
        self._refusal = refusal

    def read(self) -> Any:  # noqa: ANN401 - any YAML value
        """The value; nothing but a comment may follow it."""
        value = self._value(self._next(), 0)
        if not _END.fullmatch(self._text, self._at):
            raise self._refusal
        return value

    @property
    def end(self) -> int:
        """How many characters were read, without a comment after the value."""
        return self._at

    def _next(self) -> re.Match[str]:
        match = _TOKEN.match(self._text, self._at)
        if match is None:
            raise self._refusal
        self._at = match.end()
        return match

    def _value(self, token: re.Match[str], depth: int) -> Any:  # noqa: ANN401 - any YAML value
        if token["colon"] or depth > _DEEPEST:
            raise self._refusal
        if token["text"]:
            return self._scalar(token["text"])
        if token["bracket"] == "[":
            return self._list(depth + 1)
        if token["bracket"] == "{":
            return self._map(depth + 1)
        raise self._refusal

    def _list(self, depth: int) -> list[Any]:
        items: list[Any] = []
        token = self._next()
        while token["bracket"] != "]":
            items.append(self._value(token, depth))
            token = self._after("]")
        return items

    def _map(self, depth: int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        token = self._next()
        while token["bracket"] != "}":
            key = token["text"] or ""
            if not token["colon"] or not _KEY.fullmatch(key) or key in fields or scalars.is_word(key):
                raise self._refusal
            fields[key] = self._value(self._next(), depth)
            token = self._after("}")
        return fields

    def _after(self, closing: str) -> re.Match[str]:
        """What follows a value: the end, or what stands after a comma."""
        token = self._next()
        if token["bracket"] == closing:
            return token
        if token["bracket"] != ",":
            raise self._refusal
        following = self._next()
        if following["bracket"] == closing:
            raise self._refusal
        return following
