"""What differs from run to run, as it is written in a recorded line: `<age:12s>`, or `<age>` for any age."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ANY_LINES = "..."

# Kubernetes makes suffixes of these letters, so that no word comes out (k8s.io/apimachinery/pkg/util/rand).
LETTERS = "[bcdfghjklmnpqrstvwxz2456789]"
DURATION = r"(?:\d+(?:ms|[smhdy])){1,2}"
UID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TIME = (
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"
    r"|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ [+-]\d{4}"
    r"|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}"
)
ADDRESS = r"\d{1,3}(?:\.\d{1,3}){3}"
GROUP = "[0-9a-f]{1,4}"  # of an IPv6 address
GROUPS = f"{GROUP}(?::{GROUP})*"

PATTERNS = {
    "age": rf"(?:{DURATION}|<invalid>|<unknown>)",
    "hash": f"{LETTERS}{{5,10}}",
    "id": f"{LETTERS}{{5}}",
    "ip": rf"(?:{ADDRESS}|[0-9a-f]*:[0-9a-f:.]+)",
    "port": r"\d{1,5}",
    "number": r"\d+",
    "uid": UID,
    "time": f"(?:{TIME})",
    "digest": r"[0-9a-f]{16,64}",
    "node": r"\S+",
    "word": r"\S+",
}
"""The names of the patterns, and what each matches."""

_MARK = re.compile(rf"<(?P<name>{'|'.join(PATTERNS)})(?::(?P<value>[^<>\s][^<>]*))?>")
_GAP = re.compile(" {2,}")


@lru_cache(maxsize=4096)
def line_pattern(line: str) -> re.Pattern[str]:
    """What matches a recorded line when the command runs again.

    The indentation must be the same; further in, two spaces are as good as ten, for columns are as wide as what is in
    them.
    """
    words = line.strip()
    parts = [PATTERNS[name] if name else _literal(text) for text, name in segments(words)]
    indentation = line[: len(line) - len(line.lstrip())]
    return re.compile(indentation + "".join(parts) + r"\s*\Z")


def _literal(text: str) -> str:
    return " {2,}".join(re.escape(part) for part in _GAP.split(text))


def segments(line: str) -> Iterator[tuple[str, str]]:
    """The parts of a recorded line: the text to show, and the name of its pattern or nothing."""
    at = 0
    for mark in _MARK.finditer(line):
        if mark.start() > at:
            yield line[at : mark.start()], ""
        yield mark["value"] or mark[0], mark["name"]
        at = mark.end()
    if at < len(line):
        yield line[at:], ""


def shown(line: str) -> str:
    """A recorded line as the terminal showed it."""
    return "".join(text for text, _ in segments(line))
