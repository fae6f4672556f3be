"""Credentials, and the way to keep them out of what is printed and written."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INSTEAD = "<secret>"
_SHORTEST = 6
_FIELDS = frozenset({"token", "password", "client-key-data", "client-certificate-data", "id-token", "refresh-token"})
_SETTINGS = frozenset({"client-secret", "access-token", *_FIELDS})
# JSON web tokens, plain and in base64 as a Secret holds them, and keys in PEM.
_SHAPES = re.compile(
    r"eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}|ZXlK[A-Za-z0-9+/=]{60,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)|(?<=Bearer )[\w.~+/=-]{8,}",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Hidden:
    """The credentials of a kubeconfig."""

    values: tuple[str, ...] = ()

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Self:
        """Those in a kubeconfig, as it holds them and, where that is base64, decoded."""
        found: set[str] = set()
        for value in _credentials(settings.get("users")):
            found.update((value, *_decoded(value)))
        return cls(tuple(sorted((value for value in found if len(value) >= _SHORTEST), key=len, reverse=True)))

    def without(self, text: str) -> str:
        """A text without them, and without what has the shape of a token or a key."""
        for value in self.values:
            text = text.replace(value, INSTEAD)
        return _SHAPES.sub(INSTEAD, text)


def _credentials(value: Any, *, secret: bool = False) -> Iterator[str]:  # noqa: ANN401 - any YAML value
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "env" and isinstance(inner, list):  # what a credential plugin gets
                yield from (str(each.get("value", "")) for each in inner if isinstance(each, dict))
            else:
                yield from _credentials(inner, secret=key in _SETTINGS)
    elif isinstance(value, list):
        for each in value:
            yield from _credentials(each)
    elif secret and isinstance(value, str):
        yield value


def _decoded(value: str) -> Iterator[str]:
    try:
        text = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return
    yield text.strip()
