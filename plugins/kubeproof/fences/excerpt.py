"""Parts of a manifest file: one object, or some lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kubeproof.fences.problems import BAD_OPTION, MISSING_OBJECT, FenceError
from kubeproof.manifest.reader import read
from kubeproof.text.nearest import nearest
from kubeproof.text.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kubeproof.fences.call import Reference

_SEPARATOR = re.compile(r"---(?:[ \t]*(?=\r?\n|\Z)|(?=[ \t]))")
_LINES = re.compile(r"(?P<first>\d+)(?:-(?P<last>\d+)?)?\Z")


def object_name(value: Any) -> str:  # noqa: ANN401 - any YAML value
    """`Kind/name` of a document's value; empty if it is no object."""
    metadata = value.get("metadata") if isinstance(value, dict) else None
    if not isinstance(metadata, dict) or not value.get("kind"):
        return ""
    return f"{value['kind']}/{metadata.get('name', '')}"


def object_spans(before: str, after: str, wanted: Reference, name: str) -> tuple[Span, Span]:
    """Where an object stands in a file before and after its repair, with the comments before it.

    Args:
        before: the file's text.
        after: its text repaired.
        wanted: the object.
        name: the file, as messages name it.

    Raises:
        FenceError: the object is not there; the message names the nearest one.
    """
    documents = read(after)
    names = [object_name(document.value) for document in documents]
    if wanted.part not in names:
        raise FenceError(MISSING_OBJECT, missing(wanted.part, names, name), wanted.part_span)
    index = names.index(wanted.part)
    originals = read(before)
    original = originals[index].span if len(originals) == len(documents) else Span(0, len(before))
    return _trimmed(before, original), _trimmed(after, documents[index].span)


def missing(part: str, names: Sequence[str], file: str) -> str:
    """What to say about an object, `Kind/name`, that is not in a file."""
    names = [name for name in names if name]
    near = nearest(part, names)
    if near:
        return f'{file} has no object "{part}"; did you mean "{near}"?'
    known = f"; it has {', '.join(names)}" if names else ""
    return f'{file} has no object "{part}"{known}'


def _trimmed(text: str, span: Span) -> Span:
    """A document without the separator and the empty lines around it."""
    part = text[span.start : span.end]
    separator = _SEPARATOR.match(part)
    start = separator.end() if separator else 0
    rest = part[start:]
    start += len(rest) - len(rest.lstrip("\r\n"))
    return Span(span.start + start, span.start + len(part.rstrip()))


def line_span(text: str, lines: str, name: str) -> Span:
    """Where some lines of a file stand: `"5-12"`, `"5-"` or `"5"`.

    Raises:
        FenceError: these are no lines of the file.
    """
    source = Source(text)
    last_line = len(text.rstrip("\n").split("\n"))
    match = _LINES.match(lines.strip())
    if not match:
        raise FenceError(
            BAD_OPTION, f'lines="{lines}" names no lines: write lines="5-12"', Span(0, 0), attribute="lines"
        )
    first = int(match["first"])
    last = int(match["last"] or last_line) if "-" in lines else first
    if not 1 <= first <= last <= last_line:
        message = f'lines="{lines}" names lines that {name} does not have: it has 1-{last_line}'
        raise FenceError(BAD_OPTION, message, Span(0, 0), attribute="lines")
    return Span(source.offset(first), source.offset(last) + len(source.line(last)))
