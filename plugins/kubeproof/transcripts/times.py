"""How long to wait: `30s`, `2m`."""

from __future__ import annotations

import re

_TIME = re.compile(r"(?P<number>\d{1,5})(?P<unit>ms|s|m)\Z")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0}


def seconds(text: str) -> float | None:
    """The seconds of a time; None if it is none."""
    match = _TIME.match(text.strip())
    return int(match["number"]) * _SECONDS[match["unit"]] if match else None
