"""Reads PEM: keys and certificates as text.

Source: https://www.rfc-editor.org/rfc/rfc7468
"""

from __future__ import annotations

import base64
import re
from typing import NamedTuple

_BLOCK = re.compile(
    r"^-----BEGIN (?P<label>[^\n]*?)-----[ \t]*\r?\n(?P<body>.*?)^-----END (?P=label)-----", re.MULTILINE | re.DOTALL
)
_SEQUENCE = 0x30
_LONG_FORM = 0x80
_HEADER = 2


class PemBlock(NamedTuple):
    """One block of a PEM text.

    Attributes:
        label: what it is, such as `CERTIFICATE`.
        data: its bytes.
        has_headers: whether lines such as `Proc-Type: …` stand before them.
    """

    label: str
    data: bytes
    has_headers: bool


def pem_blocks(text: str) -> list[PemBlock]:
    """The blocks of a text in which the bytes can be read; all else is passed over, as Go does."""
    return [block for found in _BLOCK.finditer(text) if (block := _block(found["label"], found["body"]))]


def _block(label: str, body: str) -> PemBlock | None:
    lines = body.splitlines()
    headers = [line for line in lines if ":" in line]
    try:
        data = base64.b64decode("".join("".join(line.split()) for line in lines if ":" not in line), validate=True)
    except ValueError:  # no base64, or no ASCII
        return None
    return PemBlock(label, data, bool(headers))


def is_der_sequence(data: bytes) -> bool:
    """Whether bytes are one DER sequence from end to end, as certificates and requests are."""
    if len(data) < _HEADER or data[0] != _SEQUENCE:
        return False
    if data[1] < _LONG_FORM:
        return len(data) == _HEADER + data[1]
    size = data[1] - _LONG_FORM
    return len(data) == _HEADER + size + int.from_bytes(data[_HEADER : _HEADER + size])
