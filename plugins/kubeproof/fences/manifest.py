"""The fence `manifest`: a file of the examples, an object of it, or some of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.check import Inspection, examine
from kubeproof.check.directives import DIRECTIVE_RULES
from kubeproof.check.validity import accepted_by, span_text
from kubeproof.fences import html
from kubeproof.fences.call import CHECKED, Pull, Reference, reference
from kubeproof.fences.excerpt import line_span, object_spans
from kubeproof.fences.problems import not_read
from kubeproof.fences.snippet import Page, Shown, render
from kubeproof.files import ReadError
from kubeproof.text.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kubeproof.fences.call import Call
    from kubeproof.fences.site import Site
    from kubeproof.finding import Diagnostic

_EXAMPLE = "deployment/web.yaml or service/web.yaml#Service/web"


class ManifestFence:
    """Shows a manifest as if it were written in the page, with a link to its source."""

    attributes = CHECKED | {"lines"}

    def pulls(self, call: Call, _site: Site) -> tuple[Pull, ...]:
        """The file."""
        return (Pull("examples", reference(call.body, _EXAMPLE).path, call.directives),)

    def check(self, call: Call, site: Site) -> tuple[Diagnostic, ...]:
        """Find the file and the part of it; the findings are about the fence, not about the file.

        Raises:
            FenceError: the file or the part is not there.
        """
        wanted = reference(call.body, _EXAMPLE)
        found = load(wanted, call.attributes, site)
        _spans(found, wanted, call, site.examples.name(wanted.path))
        return tuple(each for each in found.remaining if each.name in DIRECTIVE_RULES)

    def render(self, call: Call, site: Site, page: Page) -> str:
        """The manifest, repaired where that is safe.

        Raises:
            FenceError: the file or the part is not there.
        """
        wanted = reference(call.body, _EXAMPLE)
        name = site.examples.name(wanted.path)
        found = load(wanted, call.attributes, site)
        before, after = _spans(found, wanted, call, name)
        url = site.source_url(wanted.path)
        repaired = found.fixed[after.start : after.end]
        shown = Shown(
            before=found.text[before.start : before.end],
            after=repaired,
            repaired=[each for each in found.applied if _inside(each.span, before)],
            remaining=[each for each in site.told(found.remaining) if _inside(each.span, before)],
            expected=[each for each in found.expected if _inside(each.span, before)],
            text=found.text,
            name=name,
            highlighted=call.highlighted(found, found.text, before, repaired),
            path=wanted.path,
            lines=_lines(found.fixed, after),
            after_code=html.origin(url, name, span_text(_accepted(found, call, repaired))),
        )
        return render(shown, page)


KIND = ManifestFence()


def shown_lines(call: Call, site: Site) -> tuple[str, range]:
    """The file that a fence shows, and which lines of it, as they are after repairs.

    Raises:
        FenceError: the file or the part is not there.
    """
    wanted = reference(call.body, _EXAMPLE)
    found = load(wanted, call.attributes, site)
    _, after = _spans(found, wanted, call, site.examples.name(wanted.path))
    return wanted.path, _lines(found.fixed, after)


def _lines(text: str, part: Span) -> range:
    source, end = Source(text), part.start + len(text[part.start : part.end].rstrip())
    return range(source.position(part.start).line, source.position(end).line + 1)


def _accepted(found: Inspection, call: Call, shown: str) -> tuple[str, ...]:
    """The versions that accept what is shown; none if it is a cut-out, not checked, or of kinds that are not known."""
    unknown = any(each.name == "unchecked-kind" for each in found.diagnostics)
    return () if unknown or "lines" in call.attributes or not found.documents else accepted_by(shown)


def load(wanted: Reference, attributes: Mapping[str, str], site: Site) -> Inspection:
    """A file of the examples, looked at.

    Raises:
        FenceError: the file cannot be read.
    """
    try:
        text = site.examples.read(wanted.path)
    except ReadError as error:
        raise not_read(error, wanted.span) from error
    return examine(text, attributes, site.options)


def _spans(found: Inspection, wanted: Reference, call: Call, name: str) -> tuple[Span, Span]:
    """The part to show, in the file as it is and in the repaired one."""
    if wanted.part:
        return object_spans(found.text, found.fixed, wanted, name)
    if "lines" in call.attributes:
        lines = call.attributes["lines"]
        return line_span(found.text, lines, name), line_span(found.fixed, lines, name)
    return Span(0, len(found.text)), Span(0, len(found.fixed))


def _inside(place: Span, part: Span) -> bool:
    return part.start <= place.start <= part.end
