"""YAML as Kubernetes reads it: documents with values, and the place of every key and value."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import yaml

from kubeproof.manifest import scalars
from kubeproof.manifest.document import Document, SyntaxProblem
from kubeproof.manifest.plain import NOT_PLAIN, read_plain
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATOR = re.compile(r"^---(?=[ \t\r\n]|\Z)", re.MULTILINE)
_COMMENTS_ONLY = re.compile(r"(?:[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z))*\Z")
_DEEPEST = 1000
_BYTE_ORDER_MARK = "\ufeff"
_INDENTATION = re.compile(r"^[ \t]*(?:- +)*", re.MULTILINE)


class _Parser(yaml.CSafeLoader):
    """libyaml's composer with Go's resolution of plain scalars."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: Any) -> str:  # noqa: ANN401 - PyYAML's own
        if kind is yaml.ScalarNode:
            return scalars.resolve(value or "")[0] if implicit[0] else scalars.STRING
        return scalars.MAP if kind is yaml.MappingNode else scalars.LIST


def read(text: str) -> list[Document]:
    """The documents of a YAML text, in order; a part that cannot be read is a document with a problem.

    Documents are split at lines that start with `---`, as kubectl does, so that a mistake in one hides no other.
    """
    documents: list[Document] = []
    for start, end in _chunks(text):
        documents.extend(_read_chunk(text, start, end))
    return documents


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    if "---" not in text and text[:1] != "%":
        yield 0, len(text)
        return
    cuts = [match.start() for match in _SEPARATOR.finditer(text)]
    edges = [0, *(cut for cut in cuts if cut), len(text)]
    kept = edges[0]
    for start, end in pairwise(edges):
        if _directives_only(text[start:end]):
            continue
        yield (kept, end)
        kept = end
    if kept < edges[-1] and kept != edges[-1]:
        yield (kept, edges[-1])


def _directives_only(chunk: str) -> bool:
    """Whether a chunk is just `%YAML 1.2` lines, which belong to the document after them."""
    return chunk.startswith("%") and all(line.startswith(("%", "#")) or not line.strip() for line in chunk.splitlines())


def _read_chunk(text: str, start: int, end: int) -> list[Document]:
    if text.startswith(_BYTE_ORDER_MARK, start, end):
        start += 1
    chunk = text[start:end]
    span = Span(start, end)
    if _COMMENTS_ONLY.match(chunk.removeprefix("---")):
        return []
    value = read_plain(chunk)
    if value is not NOT_PLAIN:
        return [Document.plain(text, span, value, _compose)]
    if _too_deep(chunk):
        problem = SyntaxProblem(f"is nested more than {_DEEPEST} levels deep", Span(start, start + 1))
        return [Document(text, span, None, problem)]
    try:
        parser = _Parser(chunk)
        try:
            return [Document(text, span, node) for node in _nodes(parser)]
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as error:
        return [Document(text, span, None, _problem(error, chunk, start))]
    except (yaml.YAMLError, ValueError) as error:
        where = getattr(error, "position", 0)
        return [Document(text, span, None, SyntaxProblem(_unreadable(error), Span(start + where, start + where + 1)))]


def _compose(chunk: str) -> yaml.Node | None:
    """The tree of a text that is known to be one document."""
    parser = _Parser(chunk)
    try:
        return next(_nodes(parser), None)
    finally:
        parser.dispose()


def _nodes(parser: _Parser) -> Iterator[yaml.Node]:
    while parser.check_node():
        node = parser.get_node()
        if node is not None:
            yield node


def _too_deep(chunk: str) -> bool:
    """Whether nesting would exhaust the stack of a recursive reader; a cheap bound, so counted generously."""
    if len(chunk) <= _DEEPEST:
        return False
    if chunk.count("[") + chunk.count("{") > _DEEPEST and _flow_depth(chunk) > _DEEPEST:
        return True
    indented = " " * _DEEPEST in chunk or "- " * _DEEPEST in chunk
    return indented and max(len(match[0]) for match in _INDENTATION.finditer(chunk)) > 2 * _DEEPEST


def _flow_depth(chunk: str) -> int:
    depth = deepest = 0
    for bracket in re.findall(r"[\[{\]}]", chunk):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _problem(error: yaml.MarkedYAMLError, chunk: str, start: int) -> SyntaxProblem:
    mark = error.problem_mark or error.context_mark
    at = min(mark.index if mark else 0, len(chunk))
    message = " ".join(part for part in (error.context, error.problem) if part)
    return SyntaxProblem(message, Span(start + at, start + min(at + 1, len(chunk))))


def _unreadable(error: Exception) -> str:
    if isinstance(error, yaml.reader.ReaderError):
        return f"has a character that YAML does not allow: {error.character!r}"
    return str(error)
