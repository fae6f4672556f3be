"""The items that a text names where a list belongs."""

from __future__ import annotations

import re
import shlex

RUN = frozenset({"command", "args"})
"""The lists of words that are run: what a shell would be given."""
_COMMAS = re.compile(r"[^,\s]+(?:\s*,\s*[^,\s]+)+\Z")
_SPACES = re.compile(r"[\w.*/:-]+(?:[ ]+[\w.*/:-]+)+\Z")
_SIGNS = re.compile(r"[|&;<>(){}`$*?!\\\"',]")
"""What a shell takes for more than letters."""
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")
_VALUES = re.compile(r"(?:^| )-(?:\S* +[^-\s]\S* +[^-\s/]|\w*[ce] +\S+ +\S)")
_ASSIGNED = re.compile(r"(?:^| )-\S*=\S* +[^-\s]")
_SENTENCE = re.compile(r"(?<=\s)[A-Za-z]+ +[A-Za-z]+(?=\s|\Z)")


def items_of(text: str, field: str, *, quoted: bool) -> tuple[list[str], bool]:
    """The items of a text, and whether it can mean no others; none for a text that is one item.

    What is run is split as a shell splits it, anything else at commas or, without any, at spaces.
    """
    if field in RUN:
        words = _shell_words(text) if " " in text else re.split(r",", text) if _COMMAS.match(text) else []
        return words, _is_plain_command(text, quoted=quoted)
    if _COMMAS.match(text):
        return re.split(r"\s*,\s*", text), True
    return (text.split(), True) if _SPACES.match(text) else ([], False)


def _shell_words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        return []


def _is_plain_command(text: str, *, quoted: bool) -> bool:
    """Whether no item of a command can have had a space in it.

    The words after an option may all be its value (`sh -c echo hello`), and words in a row a sentence. Who quotes one
    word for the shell has quoted all that need it.
    """
    bare = _QUOTED.sub("x", text)
    if _SIGNS.search(bare):
        return False
    return bare != text or not (quoted or any(pattern.search(bare) for pattern in (_VALUES, _ASSIGNED, _SENTENCE)))
