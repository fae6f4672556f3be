"""How wide text is, estimated on the safe side without the reader's fonts, and what to do if it is too wide."""

import unicodedata
from collections.abc import Callable

ELLIPSIS = "…"

_MONO_ADVANCE = 0.61
# Those of DejaVu Sans, the widest of the fonts that systems fall back to.
_WIDTHS = {
    0.28: "ijlI|'",
    0.32: " .,:;",
    0.40: 'frt()[]/\\"!-J',
    0.56: "cszFTLYkvxyE?_*",
    0.64: "abdeghnopqu0123456789PSZKRBXAV{}$#",
    0.78: "CDGHNOQUw&~",
    0.99: "mMW@%+=<>^",
}
_ADVANCES = {character: width for width, characters in _WIDTHS.items() for character in characters}
_ADVANCE = 0.64
_BOLD = 1.1
_WIDE = 1.05  # East Asian characters fill a square
_EMOJI = 1.4
_EMOJI_FROM = 0x1F000
_ROUNDING = 1e-6  # what sums of widths may be off by
_SIGNS = "/:=.,-"
_JOINERS = ("\u200d", "\ufe0f", "\u200c")


def text_width(text: str, size: float, *, mono: bool = False, bold: bool = False) -> float:
    """The width of a line of text in pixels, rather too large than too small."""
    advance = sum(_advance(character, mono=mono) for character in text) * size
    return advance * _BOLD if bold and not mono else advance


def shorten(text: str, width: float, size: float, *, mono: bool = False, bold: bool = False) -> str:
    """The text if it fits into the width, else its beginning and an ellipsis."""
    if text_width(text, size, mono=mono, bold=bold) <= width:
        return text
    room = width - text_width(ELLIPSIS, size, mono=mono, bold=bold)
    end = _fitting(text, room, lambda part: text_width(part, size, mono=mono, bold=bold))
    return text[:end].rstrip().rstrip("".join(_JOINERS)) + ELLIPSIS


def _fitting(text: str, room: float, measure: Callable[[str], float]) -> int:
    """How many characters of a text fit."""
    used = 0.0
    for index, character in enumerate(text):
        used += measure(character)
        if used > room - _ROUNDING:
            return index
    return len(text)


def shorten_middle(text: str, width: float, size: float, *, tail: int) -> str:
    """The text, all characters of one width, if it fits; else without some of its middle."""
    if text_width(text, size, mono=True) <= width:
        return text
    end = text[-tail:]
    return shorten(text[:-tail], width - text_width(end, size, mono=True), size, mono=True) + end


def wrap(text: str, width: float, size: float, *, lines: int = 3, mono: bool = False) -> tuple[str, ...]:
    """Break a text between words into lines that fit; a word that is too long is broken after a sign, or anywhere.

    Args:
        text: what to break.
        width: the width of a line in pixels.
        size: the size of the font.
        lines: the most lines; what is left over ends in an ellipsis.
        mono: whether all characters have one width.
    """
    rest, wrapped = text.split(), list[str]()
    while rest and len(wrapped) < lines - 1:
        line, rest = _line(rest, width, size, mono=mono)
        wrapped.append(line)
    if rest:
        wrapped.append(shorten(" ".join(rest), width, size, mono=mono))
    return tuple(wrapped)


def _line(words: list[str], width: float, size: float, *, mono: bool) -> tuple[str, list[str]]:
    """One line of words, and the words after it."""
    count = 1
    while count < len(words) and text_width(" ".join(words[: count + 1]), size, mono=mono) <= width:
        count += 1
    line = " ".join(words[:count])
    if text_width(line, size, mono=mono) <= width:
        return line, words[count:]
    cut = _cut(line, _fitting(line, width, lambda part: text_width(part, size, mono=mono)))
    return line[:cut], [word for word in (line[cut:], *words[1:]) if word]


def _cut(word: str, most: int) -> int:
    """Where to break a word that is too long: after its last sign if that is not too early."""
    after_sign = max(word.rfind(sign, 0, most) + 1 for sign in _SIGNS)
    return after_sign if after_sign > most // 2 else max(1, most)


def _advance(character: str, *, mono: bool) -> float:
    if character in _JOINERS or unicodedata.combining(character):
        return 0
    if ord(character) >= _EMOJI_FROM:
        return _EMOJI
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    if mono:
        return _MONO_ADVANCE
    return _ADVANCES.get(character, _ADVANCE if character.isascii() else _ADVANCES["m"])
