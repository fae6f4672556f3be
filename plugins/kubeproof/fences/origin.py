"""The lines of the file that an author has open, for a text that was made from it."""

from __future__ import annotations

from bisect import bisect_right
from difflib import SequenceMatcher


def aligned(text: str, file: str) -> str | None:
    """The text with empty lines before it, so that its lines are numbered as in the file.

    Args:
        text: a page without its front matter.
        file: the file that it was read from.

    Returns:
        None if the file does not end in the text: something has changed it.
    """
    if not file.endswith(text):
        return None
    return "\n" * file.count("\n", 0, len(file) - len(text)) + text


class Origin:
    """The line of a file that each line of a changed text comes from."""

    def __init__(self, text: str, file: str) -> None:
        matcher = SequenceMatcher(None, text.split("\n"), file.split("\n"), autojunk=False)
        self._blocks = matcher.get_matching_blocks()

    def line(self, number: int) -> int:
        """The line of the file, from 1; of what has no origin, the last line before it that has one."""
        index = bisect_right([block.a for block in self._blocks], number - 1) - 1
        if index < 0:
            return 1
        block = self._blocks[index]
        return block.b + min(number - 1 - block.a, max(block.size - 1, 0)) + 1
