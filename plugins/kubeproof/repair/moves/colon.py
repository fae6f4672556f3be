"""A key and its value that are not told apart: the colon or the space after it is missing, or it is something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.repair.candidate import WRONG_TYPE, Candidate
from kubeproof.repair.lines import suspects
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.repair.candidate import Situation
    from kubeproof.repair.lines import Suspect

_FIELD = re.compile(
    r"""(?:-[ ]+)*(?P<key>"[^"]+"|'[^']+'|[A-Za-z](?:[\w./-]*\w)?)
    (?P<sign>[ ]*(?::(?=[^\s:])|=>?|;)[ ]*|[ ]+(?![:=])|\Z)""",
    re.VERBOSE,
)
_IMAGE = re.compile(r"""(?:-[ ]+)*image:[ ]+["']?[^\s:]+(?::\d+/[^\s:]+)?(?P<gap>[ ]*:[ ]+)[\w.-]+["']?\Z""")


def candidates(situation: Situation) -> Iterator[Candidate]:
    """A colon and a space after the first word of a line, if that is a field of a map that is open there."""
    if situation.target.code == WRONG_TYPE:
        yield from _in_text(situation)
    for suspect in suspects(situation):
        image = _IMAGE.match(suspect.code)
        if image:
            edit = Edit(suspect.start + image.start("gap"), suspect.start + image.end("gap"), ":")
            yield suspect.candidate((edit,), "write the image without a space", "an image and its tag are one word")
        match = _FIELD.match(suspect.code)
        if match and _known(situation, suspect, match["key"].strip("\"'")):
            start, end = suspect.start + match.start("sign"), suspect.start + match.end("sign")
            text = ":" if end == suspect.start + len(suspect.code) else ": "
            yield suspect.candidate(
                (Edit(start, end, text),),
                f"write a colon and a space after {match['key']}",
                f"between {match['key']} and its value stand a colon and a space",
            )


def _in_text(situation: Situation) -> Iterator[Candidate]:
    """The same where a map is wanted and the field was read as its text."""
    target = situation.target
    text = situation.text[target.span.start : target.span.end]
    match = _FIELD.match(text)
    schema = situation.schema_at(target.path) or {}
    free = isinstance(schema.get("additionalProperties"), dict)
    if (
        match
        and match["sign"]
        and "\n" not in text
        and (free or match["key"].strip("\"'") in schema.get("properties", {}))
    ):
        edit = Edit(target.span.start + match.start("sign"), target.span.start + match.end("sign"), ": ")
        yield Candidate((edit,), f"write a colon and a space after {match['key']}")


def _known(situation: Situation, suspect: Suspect, key: str) -> bool:
    """Whether a map that is open at the line, or that the line before opens, may have the key."""
    if suspect.line.key is not None and "=" not in suspect.line.key:
        return False
    frames = situation.outline.open_before(suspect.line.number)
    paths = {frame.path for frame in frames}
    for frame in frames:
        if frame.sort == "list":
            paths |= {(*frame.path, frame.size), (*frame.path, max(frame.size - 1, 0))}
        elif frame.pending is not None:
            paths |= {(*frame.path, frame.pending), (*frame.path, frame.pending, 0)}
    return not frames or any(situation.may_hold(path, key) for path in paths)
