"""Other processes: whether this one can be copied, and how many can work at once."""

from __future__ import annotations

import os
import sys
import threading


def can_copy() -> bool:
    """Whether a copy of this process works: on Linux, and only without threads, for the copy may hang with them."""
    return sys.platform == "linux" and threading.active_count() == 1


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
