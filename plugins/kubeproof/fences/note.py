"""The section that a `notes` fence asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kubeproof.fences.call import Reference, reference
from kubeproof.fences.links import definitions
from kubeproof.fences.problems import BAD_OPTION, MISSING_HEADING, FenceError, not_read
from kubeproof.fences.sections import NoHeadingError, Section, section
from kubeproof.files import ReadError
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from kubeproof.fences.call import Call
    from kubeproof.fences.site import Site

ATTRIBUTES = frozenset({"heading"})
EXAMPLE = "kubernetes.md#daemonsets-in-kubernetes"


@dataclass(frozen=True, slots=True)
class Note:
    """A section that a page asks for.

    Attributes:
        wanted: what the fence names.
        section: what it found.
        own_heading: whether the section's own heading is shown.
        definitions: lines elsewhere in the file that say where its reference links lead.
    """

    wanted: Reference
    section: Section
    own_heading: bool
    definitions: tuple[str, ...]


def find(call: Call, site: Site) -> Note:
    """The section that a fence asks for.

    Raises:
        FenceError: the file or the heading is not there, or `heading` is not "off".
    """
    wanted = reference(call.body, EXAMPLE)
    heading = call.attributes.get("heading")
    if heading not in (None, "on", "off"):
        message = f'heading="{heading}" means nothing: write heading="off" to leave out the heading'
        raise FenceError(BAD_OPTION, message, Span(0, 0), attribute="heading")
    try:
        text = site.notes.read(wanted.path)
        found = section(text, wanted.part, site.slugs)
    except ReadError as error:
        raise not_read(error, wanted.span) from error
    except NoHeadingError as error:
        raise FenceError(MISSING_HEADING, f"{site.notes.name(wanted.path)}: {error}", wanted.part_span) from error
    return Note(wanted, found, heading != "off", _needed(text, found.text))


def _needed(text: str, shown: str) -> tuple[str, ...]:
    """The definitions of the links that a section uses and does not define."""
    own = definitions(shown)
    used = shown.lower()
    return tuple(
        each for each in definitions(text) if each not in own and each.partition("]:")[0].lower() + "]" in used
    )
