"""The Kubernetes versions that are known: one data file each."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kubeproof.schema import bundled

if TYPE_CHECKING:
    from collections.abc import Iterable

_SUFFIX = ".json.zlib"
_RANGE = re.compile(r"(\d+\.\d+)(?:\s*-\s*(\d+\.\d+))?\Z")


@cache
def version_key(version: str) -> tuple[int, ...]:
    """What versions are ordered by: `1.9` before `1.10`."""
    return tuple(int(part) for part in version.split("."))


def _known() -> tuple[str, ...]:
    names = (name.removesuffix(_SUFFIX) for name in bundled.names() if name.endswith(_SUFFIX))
    return tuple(sorted(names, key=version_key))


VERSIONS = _known()
DEFAULT_VERSIONS = VERSIONS[-3:]


class VersionError(ValueError):
    """A Kubernetes version that is not known, or not a version at all."""


def parse_versions(texts: str | Iterable[str]) -> tuple[str, ...]:
    """`1.36,1.34` or `1.33-1.37` or several of those as versions, oldest first.

    Raises:
        VersionError: if a part is no version, or one without a schema.
    """
    parts = [part for text in ([texts] if isinstance(texts, str) else texts) for part in str(text).split(",")]
    chosen = {version for part in parts if part.strip() for version in _parse(part.strip())}
    if not chosen:
        raise VersionError("no Kubernetes version is named; write one such as 1.36, or a range such as 1.33-1.37")
    return tuple(sorted(chosen, key=version_key))


def _parse(part: str) -> list[str]:
    match = _RANGE.match(part.removeprefix("v"))
    if not match:
        raise VersionError(f'"{part}" is not a Kubernetes version; write one such as 1.36, or a range 1.33-1.37')
    first, last = match[1], match[2] or match[1]
    for version in (first, last):
        if version not in VERSIONS:
            raise VersionError(f"Kubernetes {version} is not known; known are {VERSIONS[0]} to {VERSIONS[-1]}")
    if version_key(first) > version_key(last):
        raise VersionError(f'"{part}" goes from new to old; write {last}-{first}')
    return [version for version in VERSIONS if version_key(first) <= version_key(version) <= version_key(last)]


def load(version: str) -> bytes:
    """The data file of a version, compressed; `tools/schemas.py` says how it is made."""
    return bundled.read(version + _SUFFIX)
