"""The files in the folder `data`, which `tools/schemas.py` makes."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).with_name("data")


def names() -> tuple[str, ...]:
    """The names of all files."""
    return tuple(file.name for file in _FOLDER.iterdir())


def read(name: str) -> bytes:
    """The content of a file."""
    return (_FOLDER / name).read_bytes()
