"""The fence `notes`: a section of another Markdown file, as if it were written in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.fences.call import Pull, reference
from kubeproof.fences.expansion import Expansion
from kubeproof.fences.note import ATTRIBUTES, EXAMPLE
from kubeproof.fences.problems import INCLUDE_LOOP, FenceError, whole_body

if TYPE_CHECKING:
    from kubeproof.fences.call import Call
    from kubeproof.fences.site import Site
    from kubeproof.fences.snippet import Page
    from kubeproof.finding import Diagnostic


class NotesFence:
    """Pulls a section into the page; `expansion` does it before Markdown is read."""

    attributes = ATTRIBUTES

    def pulls(self, call: Call, _site: Site) -> tuple[Pull, ...]:
        """The notes file."""
        return (Pull("notes", reference(call.body, EXAMPLE).path),)

    def check(self, call: Call, site: Site) -> tuple[Diagnostic, ...]:
        """Find the section, and those that it pulls in.

        Raises:
            FenceError: the file or the heading is not there, or the section includes itself.
        """
        nested: list[FenceError] = []

        def failed(error: FenceError) -> str:
            nested.append(error)
            return ""

        Expansion(site, None, failed).section(call)
        for error in nested:
            if error.diagnostic.name == INCLUDE_LOOP:
                raise FenceError(INCLUDE_LOOP, str(error), whole_body(call.body)) from error
        return ()

    def render(self, call: Call, _site: Site, page: Page) -> str:
        """The fence as it is written: it stands where nothing is pulled in, such as in indented code."""
        return page.code(call.body)


KIND = NotesFence()
