"""Paths in a container or a volume, as the API server wants them: without a way out of their folder.

Source: `validateLocalDescendingPath`, `validatePathNoBacksteps` and `ValidateLocalNonReservedPath` in the validation of
the core API group.
"""

from __future__ import annotations


def backstep_fault(text: str) -> str | None:
    """A path, absolute or not, with no step upwards."""
    return 'must not contain ".."' if ".." in text.split("/") else None


def relative_fault(text: str) -> str | None:
    """A path below some folder."""
    if text.startswith("/"):
        return f'must be relative; write "{text.lstrip("/")}"'
    return backstep_fault(text)


def file_fault(text: str) -> str | None:
    """A path of a file in a volume; names that start with ".." are taken by the kubelet."""
    return relative_fault(text) or ('must not start with ".."' if text.startswith("..") else None)


def absolute_fault(text: str) -> str | None:
    """A path from the root."""
    return None if text.startswith("/") else 'must be absolute: it starts with "/"'
