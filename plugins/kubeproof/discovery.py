"""Finding the files to check."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from kubeproof.reading import reason
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ENDINGS = (".md", ".markdown", ".yaml", ".yml")
_HERE = os.path.join(os.curdir, "")  # noqa: PTH118 - with the separator
"""What the names of what is in the current folder begin with."""
_SKIPPED = frozenset({"node_modules", "__pycache__"})
_OF_A_BUILT_SITE = ("index.html", "404.html", "sitemap.xml")


class MissingPathError(Exception):
    """A path that somebody named and that does not exist; the message names the nearest one that does."""


class Found(NamedTuple):
    """A file to check.

    Attributes:
        path: its name in findings.
        problem: why a file or folder cannot be looked at; None if it can.
        is_stream: whether it is a pipe or the like, as from `<(helm template .)`, which can be read only once.
    """

    path: str
    problem: str | None = None
    is_stream: bool = False


class Exclusion(NamedTuple):
    """Patterns for what to leave out of a folder: names (`drafts`), or paths below `root` (`docs/old/*.md`)."""

    root: Path = Path()
    patterns: tuple[str, ...] = ()

    def covers(self, path: str) -> bool:
        """Whether a path is left out."""
        if not self.patterns:
            return False
        path = os.path.normpath(path)
        name = PurePath(path).name
        below = PurePath(os.path.relpath(path, self.root)).as_posix()
        return any(
            fnmatchcase(below if "/" in pattern else name, pattern)
            for pattern in (_plain(pattern) for pattern in self.patterns)
        )

    def reaches(self, path: str) -> bool:
        """Whether a path is left out, or a folder that it is in."""
        return any(self.covers(str(each)) for each in (PurePath(path), *PurePath(path).parents))


def _plain(pattern: str) -> str:
    """A pattern without what changes nothing: `./docs/old/`, or `**/old`, which is `old` at any depth."""
    plain = pattern.removeprefix("./").rstrip("/")
    short = plain.removeprefix("**/")
    return plain if "/" in short else short


NOTHING = Exclusion()


def discover(paths: Iterable[str], exclusion: Exclusion = NOTHING) -> list[Found]:
    """The files of some paths, each once, in order.

    A file that is named is taken whatever its name. Of a folder, its Markdown and YAML files are taken and those of
    the folders in it, except hidden folders, `node_modules`, virtual environments, built sites (a folder `site` with
    pages in it), links to folders, and what is excluded.

    Raises:
        MissingPathError: if a path does not exist.
    """
    files: dict[str, Found] = {}
    folders: dict[str, str] = {}
    for path in paths:
        for found, is_link in _of(path, exclusion):
            real = os.path.realpath(found.path) if is_link else _real_path(found.path, folders)
            files.setdefault(real, found)
    return list(files.values())


def _real_path(path: str, folders: dict[str, str]) -> str:
    """Where a file that is no link is if all links are followed; those of its folder, shared by others, only once."""
    folder, name = os.path.split(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return os.path.join(folders[folder], name)  # noqa: PTH118 - the same


def _of(path: str, exclusion: Exclusion) -> Iterator[tuple[Found, bool]]:
    """The files of a path, and whether each is a link."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingPathError(_missing(path)) from error
    except OSError as error:
        yield Found(os.path.normpath(path), reason(Path(path), error)), False
        return
    if os.path.isdir(path):  # noqa: PTH112 - unlike Path.is_dir it never raises
        yield from _walk(os.path.normpath(path), exclusion)
    else:
        is_stream = os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113 - the same
        yield Found(os.path.normpath(path), is_stream=is_stream), os.path.islink(path)  # noqa: PTH114 - the same


def _walk(folder: str, exclusion: Exclusion) -> Iterator[tuple[Found, bool]]:
    """The files of a folder and of those in it; a stack instead of calls, however deep the folders are."""
    waiting: list[os.DirEntry[str] | Found] = _entries(folder)
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, Found):
            yield entry, False
        elif not exclusion.covers(entry.path):
            if not entry.is_dir(follow_symlinks=False):
                if _is_taken(entry):
                    yield Found(entry.path.removeprefix(_HERE)), entry.is_symlink()
            elif not _is_skipped(entry):
                waiting += _entries(entry.path)


def _entries(folder: str) -> list[os.DirEntry[str] | Found]:
    """What is in a folder, last name first; or the folder itself with the reason why it cannot be opened."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name, reverse=True)
    except OSError as error:
        return [Found(os.path.normpath(folder), reason(Path(folder), error))]
    return [*entries]


def _is_taken(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file to check, or a link that leads nowhere, of which the reader says so."""
    if not entry.name.lower().endswith(_ENDINGS):
        return False
    try:
        return entry.is_file() or (entry.is_symlink() and not Path(entry.path).exists())
    except OSError:  # a link that leads to itself
        return True


def _is_skipped(folder: os.DirEntry[str]) -> bool:
    return (
        folder.name.startswith(".")
        or folder.name in _SKIPPED
        or _holds(folder, "pyvenv.cfg")
        or (folder.name == "site" and any(_holds(folder, name) for name in _OF_A_BUILT_SITE))
    )


def _holds(folder: os.DirEntry[str], name: str) -> bool:
    return os.path.exists(os.path.join(folder.path, name))  # noqa: PTH110, PTH118 - unlike Path.exists it never raises


def _missing(path: str) -> str:
    parent = Path(path).parent
    try:
        likely = nearest(Path(path).name, [entry.name for entry in parent.iterdir()])
    except OSError:
        likely = None
    hint = f"; did you mean {parent / likely}?" if likely else ""
    return (path or '""') + f" does not exist{hint}"
