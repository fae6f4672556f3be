"""Files that belong together: the YAML files of one folder, whose objects are looked at together."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kubeproof.text.markdown import is_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kubeproof.discovery import Found

Group = tuple["Found", ...]
_MOST = 100
"""The most files that can be meant to work together; a larger folder is a collection."""


def groups(files: Iterable[Found]) -> list[Group]:
    """The YAML files of each folder as a group; pages, files that cannot be read, and collections one by one."""
    folders: dict[str, list[Found]] = {}
    alone: list[Group] = []
    for found in files:
        if found.problem or is_markdown(found.path):
            alone.append((found,))
        else:
            folder = os.path.dirname(found.path)  # noqa: PTH120 - a Path for each of many files costs more
            folders.setdefault(folder, []).append(found)
    for members in folders.values():
        if len(members) <= _MOST:
            alone.append(tuple(members))
        else:
            alone += [(found,) for found in members]
    return alone
