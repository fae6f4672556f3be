"""How headings become parts of links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Slugs:
    """How the `toc` extension of a site makes parts of links from headings."""

    slugify: Callable[[str, str], str]
    separator: str


def slugify(title: str, separator: str) -> str:
    """What Python-Markdown makes of a title; it is loaded when the first one is asked for."""
    from markdown.extensions import toc  # noqa: PLC0415 - a run over manifests alone needs no Markdown

    return toc.slugify(title, separator)


PLAIN = Slugs(slugify, "-")
"""What a site has that says nothing else."""
