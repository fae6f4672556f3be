"""Writing a changed file: whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class WriteRefusedError(Exception):
    """A file that must not or cannot be written; the message says why. It is as it was."""


def replace_content(path: Path, before: bytes, after: bytes) -> None:
    """Put new content into a file that still has the old one.

    The new content is written to a file beside it, which then takes its place in one step: whoever looks, at any
    moment, sees the old file or the new one. The mode and, where allowed, the owner stay. Of a symbolic link the
    target is written.

    Raises:
        WriteRefusedError: if the file is gone, read-only or changed since it was read, or the folder or disk
            takes no new file.
    """
    try:
        target = path.resolve(strict=True)
        status = target.stat()
        if not stat.S_ISREG(status.st_mode):
            raise WriteRefusedError("it is not a file on a disk")
        if not status.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
            raise WriteRefusedError("the file is read-only")
        _replace(target, status, before, after)
    except OSError as error:
        raise WriteRefusedError(_reason(error, path)) from error


def create(path: Path, content: bytes) -> None:
    """Write a file of our own making, over an older one if there is one, and make its folder if there is none.

    Raises:
        WriteRefusedError: if the folder or disk takes no new file.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = _beside(path, content, 0o644)
        try:
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise WriteRefusedError(_reason(error, path)) from error


def _replace(target: Path, status: os.stat_result, before: bytes, after: bytes) -> None:
    beside = _beside(target, after, stat.S_IMODE(status.st_mode), status)
    try:
        if _still_holds(target, before, after):
            beside.replace(target)
        else:
            beside.unlink()
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _remember(target.parent)


def _beside(target: Path, content: bytes, mode: int, owner: os.stat_result | None = None) -> Path:
    """A new file in the folder of another one, safely on the disk."""
    descriptor, name = tempfile.mkstemp(prefix=".kubeproof-", suffix=".tmp", dir=target.parent)
    beside = target.parent / name
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(content)
            file.flush()
            _take_over(file.fileno(), mode, owner)
            os.fsync(file.fileno())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _still_holds(target: Path, before: bytes, after: bytes) -> bool:
    """Whether a file is as it was read; False if another run has already put in the same new content."""
    content = target.read_bytes()
    if content not in (before, after):
        raise WriteRefusedError("the file changed while it was checked; run again")
    return content == before


def _take_over(descriptor: int, mode: int, owner: os.stat_result | None) -> None:
    if not hasattr(os, "fchmod"):  # Windows has neither modes nor owners of this kind
        return
    if owner:
        with suppress(PermissionError):  # only root may give a file away; else it belongs to who repaired it
            os.fchown(descriptor, owner.st_uid, owner.st_gid)
    os.fchmod(descriptor, mode)


def _remember(folder: Path) -> None:
    """Make the new name survive a power cut, on systems where a folder can be synced."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _reason(error: OSError, path: Path) -> str:
    if isinstance(error, PermissionError):
        return f"no new file can be made in {path.parent}: permission denied"
    if isinstance(error, FileNotFoundError):
        return "the file is gone"
    return (error.strerror or str(error)).lower()
