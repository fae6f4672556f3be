"""The fence `yaml`: a Kubernetes object, or other YAML, in the page itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.fences.call import CHECKED
from kubeproof.fences.scanned import Verdict
from kubeproof.fences.snippet import Page, Shown, render
from kubeproof.text.edit import apply
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from kubeproof.fences.call import Call, Pull
    from kubeproof.fences.site import Site
    from kubeproof.finding import Diagnostic


class YamlFence:
    """Shows YAML with its safe repairs made."""

    attributes = CHECKED

    def pulls(self, _call: Call, _site: Site) -> tuple[Pull, ...]:
        """No file."""
        return ()

    def check(self, _call: Call, _site: Site) -> tuple[Diagnostic, ...]:
        """Nothing: what is wrong with YAML is found where the page is checked."""
        return ()

    def render(self, call: Call, site: Site, page: Page) -> str:
        """The YAML, repaired where that is safe."""
        found = page.known or _verdict(call, site)
        fixed = apply(call.body, found.edits) if found.edits else call.body
        shown = Shown(
            before=call.body,
            after=fixed,
            repaired=found.applied,
            remaining=site.told(found.remaining),
            expected=found.expected,
            text=call.body,
            first_line=call.first_line,
            highlighted=call.highlighted(found, call.body, Span(0, len(call.body)), fixed),
        )
        return render(shown, page)


def _verdict(call: Call, site: Site) -> Verdict:
    from kubeproof.check import examine  # noqa: PLC0415 - loads the rules, and most snippets have been looked at

    return Verdict.of(examine(call.body, call.attributes, site.options))


KIND = YamlFence()
