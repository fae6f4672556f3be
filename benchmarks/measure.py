"""Time and memory of commands."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CORES = 2


def on_few_cores() -> None:
    """Use two cores from here on, in this process and in those that it starts."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


def seconds(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> float:
    """Return how long a command takes; it may find something, but must not fail."""
    start = time.perf_counter()
    done = subprocess.run(
        command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    took = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command[0]} failed:\n{done.stderr.decode()}")
    return took


def megabytes(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> float:
    """Return the most memory that a command and the processes it starts hold together, shared pages counted once."""
    process = subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0
    while process.poll() is None:
        most = max(most, sum(proportional(each) for each in family(process.pid)))
        time.sleep(0.05)
    return most / 1024


def family(process: int) -> list[int]:
    """Return a process and all that it started."""
    found = [process]
    for each in found:
        with suppress(OSError):
            for task in Path(f"/proc/{each}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def proportional(process: int) -> int:
    """Return the kilobytes of a process, a shared page divided among those that share it."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
