"""The fence `relations`: the objects of a file or a folder, and what ties them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kubeproof.diagrams import DrawingError, draw_relations
from kubeproof.fences.call import Reference, reference_at
from kubeproof.fences.picture import PictureFence
from kubeproof.fences.problems import BAD_OPTION, NOT_DRAWABLE, FenceError, not_read, whole_body
from kubeproof.files import ReadError
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.diagrams import Drawing
    from kubeproof.fences.call import Call
    from kubeproof.fences.manifests import Manifests
    from kubeproof.fences.site import Site

_ENDINGS = (".yaml", ".yml")
_EXAMPLE = "service/web.yaml, or service/ for all files of a folder"


@dataclass(frozen=True, slots=True)
class _Wanted:
    files: tuple[Reference, ...]
    name: str


def _files(call: Call, site: Site) -> tuple[Reference, ...]:
    return _wanted(call, site).files


def _draw(call: Call, manifests: Manifests, identifier: str) -> Drawing:
    wanted = _wanted(call, manifests.site)
    objects = [value for file in wanted.files for value in manifests.objects(file)]
    try:
        return draw_relations(objects, name=wanted.name, identifier=identifier, places=manifests.place)
    except DrawingError as error:
        raise FenceError(NOT_DRAWABLE, str(error), whole_body(call.body)) from error


def _wanted(call: Call, site: Site) -> _Wanted:
    lines = list(_lines(call.body))
    if not lines:
        message = f"this fence takes files or folders, one a line, but it is empty: write {_EXAMPLE}"
        raise FenceError(BAD_OPTION, message, whole_body(call.body))
    files = dict.fromkeys(file for text, place in lines for file in _found(text, place, site))
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


def _found(text: str, place: Span, site: Site) -> Iterator[Reference]:
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


KIND = PictureFence(_files, _draw)
