"""Reading a file that may be anything: the one way in which text comes in."""

from __future__ import annotations

import codecs
import os
from pathlib import Path
from typing import NamedTuple

LARGEST = 50 * 1024 * 1024
_PIECE = 64 * 1024
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would change the line ends


class UnreadableError(Exception):
    """A file that cannot be checked; the message says why and what to do, and its subject is the file.

    Attributes:
        line: where in the file, from 1.
    """

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


class Content(NamedTuple):
    """A file's bytes and its text; the text has no byte order mark, and its line ends are those of the file."""

    data: bytes
    text: str

    def encoded(self, text: str) -> bytes:
        """Another text as bytes in the manner of this file."""
        mark = codecs.BOM_UTF8 if self.data.startswith(codecs.BOM_UTF8) else b""
        return mark + text.encode()


def read_content(path: str | Path, largest: int = LARGEST) -> Content:
    """The content of a file.

    Raises:
        UnreadableError: if it cannot be opened, has more than `largest` bytes, or is not UTF-8.
    """
    try:
        return decode(read_bytes(path, largest), largest)
    except OSError as error:
        raise UnreadableError(reason(Path(path), error)) from error


def read_bytes(path: str | Path, largest: int = LARGEST) -> bytes:
    """What a file holds, at most one byte more than `largest`.

    Of many small files it is the objects around each that take the time, so there are none.

    Raises:
        OSError: if it cannot be opened or read.
    """
    descriptor = os.open(path, os.O_RDONLY | _BINARY)
    try:
        data = os.read(descriptor, _PIECE)
        if len(data) == os.fstat(descriptor).st_size:
            return data
        pieces, size = [data], len(data)
        while data and size <= largest:
            data = os.read(descriptor, min(_PIECE, largest + 1 - size))
            pieces.append(data)
            size += len(data)
        return b"".join(pieces)
    finally:
        os.close(descriptor)


def decode(data: bytes, largest: int = LARGEST) -> Content:
    """Bytes as text.

    Raises:
        UnreadableError: if there are too many, or they are not UTF-8.
    """
    if len(data) > largest:
        raise UnreadableError(_too_large(largest))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableError("is UTF-16; save it as UTF-8")
    try:
        return Content(data, data.removeprefix(codecs.BOM_UTF8).decode())
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wrong = f"the first wrong byte, 0x{data[error.start]:02x}, is in line {line}"
        raise UnreadableError(f"is not UTF-8 ({wrong}); save it as UTF-8", line) from error


def _too_large(largest: int) -> str:
    return f"is larger than {largest // 1024**2} MB, too large to be a manifest or a page"


def reason(path: Path, error: OSError) -> str:
    """Why a file or folder cannot be opened, for a person."""
    if isinstance(error, PermissionError):
        return "cannot be opened: permission denied"
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        return f"is a symbolic link to {os.readlink(path)}, which does not exist"  # noqa: PTH115 - the text as it is
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    return f"cannot be read: {(error.strerror or str(error)).lower()}"
