"""The texts of a site's pages, with the lines that an editor counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils.meta import get_data

from kubeproof.fences.origin import aligned
from kubeproof.reading import LARGEST, decode

if TYPE_CHECKING:
    from mkdocs.structure.files import File

_WIDEST = 4  # bytes of a character


class Pages:
    """Reads the pages of a build, each once."""

    def __init__(self) -> None:
        self._last: tuple[File | None, str] = (None, "")

    def read(self, file: File) -> str:
        """What MkDocs would read of a page.

        Raises:
            UnreadableError: it is not UTF-8, or too large.
            OSError: it cannot be read.
        """
        try:
            text = file.content_string
        except ValueError:
            text = decode(file.content_bytes).text  # has a message
        if len(text) > LARGEST // _WIDEST:
            decode(file.content_bytes)
        self._last = (file, _lines(text))
        return text

    def text(self, file: File) -> str:
        """What is written in a page; what is not UTF-8 is replaced."""
        last, text = self._last
        return text if file is last else _replaced(file.content_bytes)


def unchanged(path: str) -> str:
    """What is checked of the page in a file, if nothing changes it on its way."""
    text = _replaced(Path(path).read_bytes())
    markdown: str = get_data(text)[0]
    same = aligned(markdown, text)
    return markdown if same is None else same


def _replaced(content: bytes) -> str:
    return _lines(content.decode("utf-8-sig", errors="replace"))


def _lines(text: str) -> str:
    """A text with the line ends that MkDocs gives it."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
