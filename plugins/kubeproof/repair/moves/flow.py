"""Lists and maps in brackets: a comma between two items is missing, or the bracket at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.repair.lines import suspects
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.repair.candidate import Candidate, Situation
    from kubeproof.repair.lines import Suspect

_TOKEN = re.compile(r"""(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?P<open>[\[{])|(?P<close>[\]}])|(?P<gap>[ \t]+)""")
_CLOSING = {"[": "]", "{": "}"}
_MOST_GAPS = 12


def candidates(situation: Situation) -> Iterator[Candidate]:
    """A comma in each gap inside brackets, and the brackets that a line leaves open closed at its end."""
    for suspect in suspects(situation):
        gaps, open_ = _inside(suspect)
        yield from _crossed(suspect)
        for gap in gaps[:_MOST_GAPS]:
            edit = Edit(gap, gap, ",")
            yield suspect.candidate((edit,), "put a comma between the items", "a comma is missing here")
        end = suspect.start + len(suspect.code)
        if (open_ or suspect.line.sort == "text") and suspect.code[-1:] not in ",:[{":
            yield suspect.candidate((Edit(end, end, ","),), "put a comma after the item", "a comma is missing here")
        if open_:
            closing = "".join(_CLOSING[bracket] for bracket in reversed(open_))
            comma = suspect.code.endswith(",")
            edit = Edit(end - comma, end - comma, closing)
            yield suspect.candidate((edit,), f"close the brackets with {closing}", "this bracket is never closed")


def _crossed(suspect: Suspect) -> Iterator[Candidate]:
    """The bracket that is missing before one that closes another."""
    open_: list[str] = []
    for token in _TOKEN.finditer(suspect.code):
        if token["open"]:
            open_.append(token["open"])
        elif token["close"] and open_:
            closing = _CLOSING[open_.pop()]
            if closing != token["close"]:
                edit = Edit(suspect.start + token.start(), suspect.start + token.start(), closing)
                yield suspect.candidate((edit,), f"close the brackets with {closing}", "this bracket is never closed")
                return


def _inside(suspect: Suspect) -> tuple[list[int], list[str]]:
    """The offsets of the gaps inside brackets that no comma or colon stands before, and the brackets left open."""
    gaps: list[int] = []
    open_: list[str] = []
    json = suspect.line.sort == "text"
    for token in _TOKEN.finditer(suspect.code):
        if token["open"] and (
            open_ or json or suspect.code[: token.start()].endswith((" ", ":", "-")) or not token.start()
        ):
            open_.append(token["open"])
        elif token["close"] and open_:
            open_.pop()
        elif token["gap"] and (open_ or json) and suspect.code[token.start() - 1] not in ",:[{-":
            gaps.append(suspect.start + token.start())
    return gaps, open_
