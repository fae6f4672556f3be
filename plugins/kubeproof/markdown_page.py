"""Where the page is that a Markdown converter reads, as far as whoever runs the converter tells it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown import Markdown


def page_folder(md: Markdown) -> Path | None:
    """The folder of the page; None if nobody says.

    Source: MkDocs and ProperDocs register a processor that knows the page for links, and Zensical one for whoever
    asks (`zensical.extensions.context`).
    """
    if "relpath" in md.treeprocessors:
        mkdocs: Any = md.treeprocessors["relpath"]
        return Path(mkdocs.config.docs_dir, mkdocs.file.src_uri).parent
    if "rendering_context" in md.preprocessors:
        zensical: Any = md.preprocessors["rendering_context"]
        return Path(zensical.config["root_dir"], zensical.config["docs_dir"], zensical.page.path).parent
    return None
