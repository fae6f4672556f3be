"""References of container images, as a kubelet reads them.

Source: https://github.com/distribution/reference, `ParseNormalizedNamed`.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ALNUM = r"[a-z0-9]+"
_PART = rf"{_ALNUM}(?:(?:\.|_|__|-+){_ALNUM})*"
_PATH = re.compile(rf"{_PART}(?:/{_PART})*")
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?")
_TAG = re.compile(r"\w[\w.-]{0,127}", re.ASCII)
_DIGEST = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}")
_DIGITS = {"sha256": 64, "sha384": 96, "sha512": 128}
_MOST = 16_384  # references that are remembered: manifests repeat them
_LONGEST = 255


@lru_cache(maxsize=_MOST)
def image_fault(image: str) -> str | None:
    """Why an image cannot be pulled, as the end of a sentence; None if the reference is well formed."""
    if image != image.strip():
        return "has spaces around it"
    rest, at, digest = image.partition("@")
    if at and not _is_digest(digest):
        return "has a digest that is none; write @sha256: and 64 hexadecimal digits"
    host, name = _split(rest)
    name, colon, tag = name.partition(":")
    if host and not _HOST.fullmatch(host):
        return f'names the registry "{host}", which is no host name'
    if not _PATH.fullmatch(name) or len(f"{host}/{name}") > _LONGEST:
        return _name_fault(name)
    if colon and not _TAG.fullmatch(tag):
        return f'has the tag "{tag}"; a tag is letters, digits, "_", "." and "-", at most 128, and no ".", "-" first'
    return None


def _is_digest(digest: str) -> bool:
    algorithm, _, digits = digest.partition(":")
    return bool(_DIGEST.fullmatch(digest)) and len(digits) == _DIGITS.get(algorithm, len(digits))


def _split(image: str) -> tuple[str, str]:
    """The registry, empty if there is none, and the rest."""
    first, slash, rest = image.partition("/")
    is_host = slash and (first == "localhost" or set(".:") & set(first) or first != first.lower())
    return (first, rest) if is_host else ("", image)


def _name_fault(name: str) -> str:
    if _PATH.fullmatch(name.lower()):
        return f"has capital letters in its name; write {name.lower()}" if name != name.lower() else "is too long"
    return f'has the name "{name}"; a name is small letters and digits, with ".", "_", "-" or "/" between them'
