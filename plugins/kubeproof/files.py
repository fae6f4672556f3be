"""Folders that pages may read from, and nothing outside them."""

from __future__ import annotations

import os
from enum import Enum, auto
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from kubeproof.reading import UnreadableError, read_content, reason
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 10 * 1024 * 1024
_MOST_NAMES = 10_000


class ReadFailure(Enum):
    """Why a file was not read."""

    MISSING = auto()
    OUTSIDE = auto()
    UNREADABLE = auto()


class ReadError(Exception):
    """A file that was not read; the message says why, and what to write instead."""

    def __init__(self, message: str, failure: ReadFailure) -> None:
        super().__init__(message)
        self.failure = failure


class Root(NamedTuple):
    """A folder that paths in pages are relative to.

    Attributes:
        folder: where it is.
        label: how messages name it, such as `docs/notes`.
    """

    folder: Path
    label: str

    def name(self, path: str) -> str:
        """A file of the folder as messages name it."""
        return str(PurePosixPath(self.label) / path)

    def read(self, path: str) -> str:
        """A file's text, decoded from UTF-8, without a byte order mark.

        Raises:
            ReadError: the path leaves the folder, the file is not there, too large, or not UTF-8.
        """
        try:
            return read_content(self.resolve(path), LARGEST).text
        except UnreadableError as error:
            raise ReadError(f"{self.name(path)} {error}", ReadFailure.UNREADABLE) from error

    def resolve(self, path: str) -> Path:
        """The file of a path, which must exist inside the folder, also after links are followed.

        Raises:
            ReadError: the path leaves the folder, or the file is not there.
        """
        pure = PurePosixPath(path)
        if "\0" in path or "\\" in path:
            raise ReadError(f'"{path}" is no path: write one with "/" as in web/service.yaml', ReadFailure.MISSING)
        if pure.is_absolute() or ".." in pure.parts:
            raise ReadError(f'"{path}" leaves {self.label}: write a path below that folder', ReadFailure.OUTSIDE)
        try:
            target, home = (self.folder / pure).resolve(), self.folder.resolve()
            found = target.is_file()
        except OSError as error:  # a name that is too long, a folder without permission
            raise ReadError(f"{self.name(path)} {reason(self.folder / pure, error)}", ReadFailure.UNREADABLE) from error
        except RuntimeError as error:  # how Path.resolve of Python 3.11 and 3.12 reports a loop of links
            message = f"{self.name(path)} cannot be read: too many levels of symbolic links"
            raise ReadError(message, ReadFailure.UNREADABLE) from error
        if not target.is_relative_to(home):
            message = f"{self.name(path)} is a link that leaves {self.label}: put the file itself there"
            raise ReadError(message, ReadFailure.OUTSIDE)
        if not found:
            raise self._absent(path)
        return target

    def files(self, path: str, endings: tuple[str, ...]) -> list[str]:
        """The files below a folder that have one of some endings, as paths that `read` takes, in their order.

        Raises:
            ReadError: the path is no folder here, or leaves this one.
        """
        pure = PurePosixPath(path)
        if "\0" in path or "\\" in path or pure.is_absolute() or ".." in pure.parts:
            raise ReadError(f'"{path}" leaves {self.label}: write a path below that folder', ReadFailure.OUTSIDE)
        folder = self.folder / pure
        if not _is_folder(folder) or not folder.resolve().is_relative_to(self.folder.resolve()):
            raise ReadError(f"there is no folder {self.name(path)}", ReadFailure.MISSING)
        return sorted(file.relative_to(self.folder).as_posix() for file in _below(folder) if file.suffix in endings)

    def _absent(self, path: str) -> ReadError:
        link = self.folder / path
        if not link.is_symlink():
            what = f"{self.name(path)} is a folder: write the path of a file" if link.is_dir() else self._missing(path)
            return ReadError(what, ReadFailure.MISSING)
        try:
            link.stat()
        except OSError as error:  # it leads to nothing, or to itself
            return ReadError(f"{self.name(path)} {reason(link, error)}", ReadFailure.UNREADABLE)
        return ReadError(f"{self.name(path)} is a link to a folder", ReadFailure.MISSING)

    def _missing(self, path: str) -> str:
        if not _is_folder(self.folder):
            return f"there is no folder {self.label}, so there is no {path} in it"
        names = self._names(path)
        same = [name for name in names if PurePosixPath(name).name == PurePosixPath(path).name]
        near = same[0] if len(same) == 1 else nearest(path, names)
        hint = f'; did you mean "{near}"?' if near else ""
        return f"there is no file {self.name(path)}{hint}"

    def _names(self, path: str) -> list[str]:
        """The files that somebody may have meant: those in the folder, and those with the same name elsewhere."""
        names = [file.relative_to(self.folder).as_posix() for file in islice(_below(self.folder), _MOST_NAMES)]
        last = PurePosixPath(path).name
        return sorted(names, key=lambda name: (PurePosixPath(name).name != last, name))


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - unlike Path.is_dir it never raises


def _below(folder: Path) -> Iterator[Path]:
    """The files below a folder, less those that cannot be seen for lack of permission."""
    for parent, _, names in os.walk(folder):
        for name in names:
            file = Path(parent, name)
            if os.path.isfile(file):  # noqa: PTH113 - unlike Path.is_file it never raises
                yield file
