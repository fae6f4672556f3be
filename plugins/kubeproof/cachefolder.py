"""Where things are kept that can be made again."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """The folder for what Kubeproof remembers between runs; it need not exist.

    Source: the XDG base directory specification; on Windows and macOS, where programs of the user keep such things.
    """
    named = os.environ.get("XDG_CACHE_HOME", "")
    if named.startswith("/"):
        return Path(named) / "kubeproof"
    try:
        home = Path.home()
    except RuntimeError:  # a user without a home, as in some containers: a folder that can never be made
        return Path(os.devnull, "kubeproof")
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home)) / "kubeproof" / "cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "kubeproof"
    return home / ".cache" / "kubeproof"
