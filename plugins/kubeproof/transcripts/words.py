"""The words of a command line, as a shell without any of its powers would read them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kubeproof.text.source import Span


class TranscriptError(Exception):
    """Something in a transcript that cannot be run; the message says what to write instead.

    Attributes:
        span: where it stands in the body of the fence.
    """

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.span = span


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a command.

    Attributes:
        text: what the program gets, without quotes.
        span: where it stands in the body of the fence.
    """

    text: str
    span: Span


_BLANK = re.compile(r"(?:[ \t\r]|\\\r?\n[ \t]*(?:> )?)+")
_PIECE = re.compile(
    r"""'(?P<single>[^']*)'|"(?P<double>(?:[^"\\$`]|\\.)*)"|\\(?P<escaped>.)|(?P<plain>[^\s'"\\|&;<>()$`#]|(?<=\S)\#)"""
)
_SIGNS = {
    "|": "a pipe",
    "&": "the sign &",
    ";": "the sign ;",
    "<": "a redirection",
    ">": "a redirection",
    "$": "the sign $ outside single quotes",
    "`": "a back-tick",
    "(": "a subshell",
    ")": "a subshell",
    "#": "a comment",
}


def split(text: str, start: int) -> tuple[Word, ...]:
    """The words of a command.

    Args:
        text: the command, which may go on in the next line after a backslash.
        start: where it stands in the body of the fence.

    Raises:
        TranscriptError: it needs a shell, or a quotation mark is never closed.
    """
    found: list[Word] = []
    at = 0
    while at < len(text):
        blank = _BLANK.match(text, at)
        if blank:
            at = blank.end()
            continue
        end, word = _word(text, at, start)
        found.append(Word(word, Span(start + at, start + end)))
        at = end
    return tuple(found)


def _word(text: str, at: int, start: int) -> tuple[int, str]:
    pieces: list[str] = []
    while at < len(text) and not _BLANK.match(text, at):
        piece = _PIECE.match(text, at)
        if not piece:
            raise _refused(text, at, start)
        double = piece["double"]
        quoted = re.sub(r'\\(["\\$`])', r"\1", double) if double is not None else None
        pieces.append(
            next(part for part in (piece["single"], quoted, piece["escaped"], piece["plain"]) if part is not None)
        )
        at = piece.end()
    return at, "".join(pieces)


def _refused(text: str, at: int, start: int) -> TranscriptError:
    place = Span(start + at, start + at + 1)
    sign = text[at]
    if sign in "'\"" and text.find(sign, at + 1) < 0:
        return TranscriptError(f"the quotation mark {sign} is never closed", place)
    if sign == "\\":
        return TranscriptError("a backslash ends the last line of this command: take it away", place)
    what = _SIGNS.get(sign, _SIGNS["$"])
    return TranscriptError(f"{what} needs a shell, and commands run without one: write the command alone", place)
