"""Ends what a control plane started, whatever happens to the process that started it.

A script: its argument is the folder to remove, each line it reads is the id of a process group to kill. It does both
when its input ends, and that happens when the writer closes it, crashes or is killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from contextlib import suppress

ATTEMPTS = 50  # a process that has just been killed may still write for a moment


def main() -> None:
    groups = [int(line) for line in sys.stdin]
    for group in groups:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
    for _ in range(ATTEMPTS):
        shutil.rmtree(sys.argv[1], ignore_errors=True)
        if not os.path.lexists(sys.argv[1]):
            return
        time.sleep(0.1)
    sys.exit(f"{sys.argv[1]} cannot be removed")


if __name__ == "__main__":
    main()
