"""The documents that mutations start from: the project's examples, and one or several of every kind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).resolve().parent
FOLDERS = (HERE / "manifests", HERE.parents[1] / "examples")
LONGEST = 20_000  # characters; lists of hundreds of nodes say nothing new


def manifests(folders: Iterable[Path] = FOLDERS) -> list[str]:
    """Every document of every file below the folders, as written.

    Args:
        folders: Where to look for `.yaml` files.
    """
    files = [file for folder in folders for file in sorted(folder.rglob("*.yaml"))]
    documents = [each for file in files for each in split(file.read_text(encoding="utf-8"))]
    return [each for each in documents if len(each) < LONGEST and re.search(r"(?m)^kind:", each)]


def split(text: str) -> list[str]:
    return re.split(r"(?m)^---\n", text)
