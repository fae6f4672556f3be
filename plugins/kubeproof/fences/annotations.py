"""Keeps the list of a block's annotations directly below the block, where Material looks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

if TYPE_CHECKING:
    from collections.abc import Iterator


class Parted(str):
    """The HTML of a code block and of what stands below it, as one text that can still be taken apart.

    Attributes:
        code: the block.
        below: what stands below it.
    """

    __slots__ = ("below", "code")
    code: str
    below: str

    @classmethod
    def of(cls, code: str, below: str) -> Parted:
        """Both parts, in one box if there are two."""
        parted = cls(wrapped(code + below) if below else code)
        parted.code, parted.below = code, below
        return parted


def wrapped(content: str) -> str:
    """Parts of one snippet in their box."""
    return f'<div class="kubeproof-snippet">{content}</div>'


class AnnotationProcessor(Treeprocessor):
    """Moves what stands below a block behind the numbered list that follows the block."""

    def run(self, root: Element) -> None:
        """Change the tree, and the HTML that its placeholders stand for."""
        if next(root.iter("ol"), None) is None:
            return
        for parent, index, number in list(self._candidates(root)):
            raw = self.md.htmlStash.rawHtmlBlocks[number]
            if isinstance(raw, Parted) and raw.below:
                self.md.htmlStash.rawHtmlBlocks[number] = raw.code
                below = Element("p")
                below.text = self.md.htmlStash.store(wrapped(raw.below))
                parent.insert(index + 2, below)

    @staticmethod
    def _candidates(root: Element) -> Iterator[tuple[Element, int, int]]:
        """Each paragraph that is a placeholder followed by a list: its parent, its index, the placeholder's number."""
        for parent in root.iter():
            for index in range(len(parent) - 2, -1, -1):
                match = HTML_PLACEHOLDER_RE.fullmatch((parent[index].text or "").strip())
                if match and parent[index].tag == "p" and parent[index + 1].tag == "ol":
                    yield parent, index, int(match[1])
