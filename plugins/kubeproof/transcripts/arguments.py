"""The arguments of kubectl: which words are flags, what their values are, and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kubeproof.transcripts.flags import ALONE, SHORT, SHORT_OF_LOGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kubeproof.transcripts.words import Word


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag.

    Attributes:
        name: its long name without the dashes.
        value: what it is set to; empty if it stands alone.
        index: the number of the word that holds the value.
        before: what stands before the value in that word.
    """

    name: str
    value: str
    index: int
    before: str


@dataclass(frozen=True, slots=True)
class Arguments:
    """The words behind `kubectl`.

    Attributes:
        names: the numbers of the words that are no flags and no values of flags, up to `--`.
        flags: the flags, in order.
    """

    names: tuple[int, ...]
    flags: tuple[Flag, ...]


def read(words: Sequence[Word]) -> Arguments:
    """Read a command whose first word is `kubectl`."""
    names: list[int] = []
    flags: list[Flag] = []
    at = 1
    logs = False
    while at < len(words) and words[at].text != "--":
        text = words[at].text
        if text.startswith("-") and text != "-":
            found = list(_flags(words, at, logs=logs))
            flags += found
            at = max(flag.index for flag in found)
        else:
            names.append(at)
            logs = logs or (len(names) == 1 and text == "logs")
        at += 1
    return Arguments(tuple(names), tuple(flags))


def _flags(words: Sequence[Word], at: int, *, logs: bool) -> Iterator[Flag]:
    """The flags of a word; the value of the last may be the next word."""
    text = words[at].text
    if text.startswith("--"):
        name, sign, value = text[2:].partition("=")
        yield Flag(name, value, at, f"--{name}=") if sign else _next(words, at, name)
        return
    for place, letter in enumerate(text[1:], 1):
        name = (SHORT_OF_LOGS if logs else {}).get(letter) or SHORT.get(letter, letter)
        if name not in ALONE:
            rest = text[place + 1 :]
            value = rest.removeprefix("=")
            yield Flag(name, value, at, text[: len(text) - len(value)]) if rest else _next(words, at, name)
            return
        yield Flag(name, "", at, text)


def _next(words: Sequence[Word], at: int, name: str) -> Flag:
    """A flag without a value in its own word."""
    if name in ALONE or at + 1 >= len(words):
        return Flag(name, "", at, words[at].text)
    return Flag(name, words[at + 1].text, at + 1, "")
