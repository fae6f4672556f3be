"""Field paths, spelt as the API server spells them."""

from __future__ import annotations

import re

FieldPath = tuple[str | int, ...]

_PLAIN = re.compile(r"[A-Za-z_$][\w$-]*\Z")


def spell(path: FieldPath) -> str:
    """`("spec", "containers", 0, "image")` as `spec.containers[0].image`; keys that are not plain words in brackets."""
    parts: list[str] = []
    for step in path:
        if isinstance(step, int) or not _PLAIN.match(step):
            parts.append(f"[{step}]")
        else:
            parts.append(f".{step}" if parts else step)
    return "".join(parts)
