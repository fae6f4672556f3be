"""The fence `relations`: the objects of a file or a folder, and what ties them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kubeproof.diagrams import DrawingError, draw_relations
from kubeproof.fences import html
from kubeproof.fences.call import Pull, Reference, reference_at
from kubeproof.fences.objects import load_objects
from kubeproof.fences.problems import BAD_OPTION, NOT_DRAWABLE, FenceError, not_read, whole_body
from kubeproof.files import ReadError
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.diagrams import Drawing
    from kubeproof.fences.call import Call
    from kubeproof.fences.site import Site
    from kubeproof.fences.snippet import Page
    from kubeproof.finding import Diagnostic

_ENDINGS = (".yaml", ".yml")
_EXAMPLE = "service/web.yaml, or service/ for all files of a folder"


@dataclass(frozen=True, slots=True)
class _Wanted:
    files: tuple[Reference, ...]
    name: str


class RelationsFence:
    """Draws objects with lines between those that name or select each other."""

    attributes: frozenset[str] = frozenset()

    def pulls(self, call: Call, site: Site) -> tuple[Pull, ...]:
        """The files."""
        return tuple(Pull("examples", file.path) for file in _wanted(call, site).files)

    def check(self, call: Call, site: Site) -> tuple[Diagnostic, ...]:
        """Draw, to see whether it can be done.

        Raises:
            FenceError: the files are not there or make no picture.
        """
        drawing(call, site, "check")
        return ()

    def render(self, call: Call, site: Site, page: Page) -> str:
        """The picture, and a table with the same facts.

        Raises:
            FenceError: the files are not there or make no picture.
        """
        return html.figure(drawing(call, site, page.identifier()))


def drawing(call: Call, site: Site, identifier: str) -> Drawing:
    """The picture that a fence asks for; names in it begin with the identifier.

    Raises:
        FenceError: the files are not there or make no picture.
    """
    wanted = _wanted(call, site)
    objects = [value for file in wanted.files for value in load_objects(file, site)]
    try:
        return draw_relations(objects, name=wanted.name, identifier=identifier)
    except DrawingError as error:
        raise FenceError(NOT_DRAWABLE, str(error), whole_body(call.body)) from error


def _wanted(call: Call, site: Site) -> _Wanted:
    lines = list(_lines(call.body))
    if not lines:
        message = f"this fence takes files or folders, one a line, but it is empty: write {_EXAMPLE}"
        raise FenceError(BAD_OPTION, message, whole_body(call.body))
    files = dict.fromkeys(file for text, place in lines for file in _files(text, place, site))
    named = [site.examples.name(text) for text, _ in lines]
    return _Wanted(tuple(files), named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}")


def _lines(body: str) -> Iterator[tuple[str, Span]]:
    """The lines that say something, and where each stands."""
    start = 0
    for line in body.splitlines(keepends=True):
        text = line.strip()
        if text:
            first = start + line.index(text)
            yield text, Span(first, first + len(text))
        start += len(line)


def _files(text: str, place: Span, site: Site) -> Iterator[Reference]:
    """The file that a line names, or those of a folder."""
    if text.endswith(_ENDINGS):
        yield reference_at(text, place)
        return
    try:
        found = site.examples.files(text.rstrip("/") or text, _ENDINGS)
    except ReadError as error:
        raise not_read(error, place) from error
    if not found:
        raise FenceError(NOT_DRAWABLE, f"{site.examples.name(text)} holds no YAML file", place)
    yield from (Reference(file, "", place, place) for file in found)
