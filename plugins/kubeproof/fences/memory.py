"""What was found in pages before, for the next build of a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.fences.audit import look

if TYPE_CHECKING:
    from kubeproof.check import Options
    from kubeproof.fences.scanned import Scan
    from kubeproof.fences.site import Site
    from kubeproof.text.source import Source


class Memory:
    """The pages that depend on nothing but their own text, each as it was when it was last looked at."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Options, bool, Scan]] = {}

    def look(self, source: Source, path: str, site: Site) -> Scan:
        """What is found in a page; see `scan`."""
        options, shared, known = self._known.get(path, (None, None, None))
        if known and known.source.text == source.text and options == site.options and shared == site.shared_pages:
            return known
        found = look(source, path, site)
        if found.alone:
            self._known[path] = (site.options, site.shared_pages, found)
        return found
