"""The texts of a site's pages, with the lines that an editor counts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils.meta import get_data

from kubeproof.fences.origin import aligned
from kubeproof.reading import UnreadableError, decode

if TYPE_CHECKING:
    from mkdocs.structure.files import File


class Pages:
    """The pages that were read; one whose file has not changed since is not read again by a preview."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[int, ...], str]] = {}
        self._last: tuple[File | None, str] = (None, "")

    def text(self, file: File) -> str:
        """What is written in a page.

        Raises:
            UnreadableError: it is not UTF-8.
            OSError: it cannot be read.
        """
        if file is not self._last[0]:
            self._last = (file, self._read(file))
        return self._last[1]

    def _read(self, file: File) -> str:
        path = file.abs_src_path
        if not path:  # a plugin has made the page, which is in no file
            return _lines(decode(file.content_bytes).text)
        state = _state(path)
        known, text = self._known.get(path, ((), ""))
        if known != state:
            text = _lines(decode(file.content_bytes).text)
            self._known[path] = (state, text)
        return text

    def readable(self, file: File) -> str:
        """What can be read of a page: what is not UTF-8 is replaced."""
        try:
            return self.text(file)
        except UnreadableError:
            return _replaced(file.content_bytes)


def unchanged(path: str) -> str:
    """What is checked of the page in a file, if nothing changes it on its way."""
    text = _replaced(Path(path).read_bytes())
    markdown: str = get_data(text)[0]
    same = aligned(markdown, text)
    return markdown if same is None else same


def _state(path: str) -> tuple[int, ...]:
    found = os.stat(path)  # noqa: PTH116 - for each page of each build
    return found.st_mtime_ns, found.st_size, found.st_ino


def _replaced(content: bytes) -> str:
    return _lines(content.decode("utf-8-sig", errors="replace"))


def _lines(text: str) -> str:
    """A text with the line ends that MkDocs gives it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
