"""Paths as a reader types them: from the folder of the project, or from the folder of the examples."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def below(path: str, folder: Sequence[str]) -> str:
    """A path relative to the folder of the examples.

    Args:
        path: as it is written: `examples/daemonset/log-agent.yaml`, or `daemonset/log-agent.yaml`.
        folder: the parts of the folder of the examples.
    """
    parts = PurePosixPath(path).parts
    for count in range(len(parts), 0, -1):
        if tuple(folder[-count:]) == parts[:count]:
            return "/".join(parts[count:]) or "."
    return path
