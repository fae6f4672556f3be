"""YAML as Kubernetes reads it: documents with values, and the place of every key and value."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import yaml

from kubeproof.manifest import dialect, scalars
from kubeproof.manifest.builder import SyntaxProblem
from kubeproof.manifest.document import Document
from kubeproof.manifest.limits import DEEPEST, LARGEST, is_too_deep, is_too_large
from kubeproof.manifest.plain import read_plain
from kubeproof.manifest.syntax_words import plain
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATOR = re.compile(r"^---(?=[ \t\r\n]|\Z)", re.MULTILINE)
_CONTENT = re.compile(r"^[ \t]*+(?!#|\r?$)", re.MULTILINE)
_PATCHES = 200  # of what libyaml stumbles over and the server does not
_BYTE_ORDER_MARK = "\ufeff"


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
    for start, end in chunks(text):
        documents.extend(read_chunk(text, start, end))
    return documents


def chunks(text: str) -> Iterator[tuple[int, int]]:
    """Where the documents of a text begin and end; each can be read without the others."""
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


def read_chunk(text: str, start: int, end: int) -> list[Document]:
    """The documents in one of the chunks of a text: one, or none; several where one ends before its text does."""
    if text.startswith(_BYTE_ORDER_MARK, start, end):
        start += 1
    chunk = text[start:end]
    span = Span(start, end)
    if not _CONTENT.search(chunk.removeprefix("---")):
        return []
    if is_too_large(chunk):
        problem = SyntaxProblem(
            f"is larger than {LARGEST}, more than the server takes at once", span, sort="unsupported"
        )
        return [Document(text, span, None, [problem])]
    known = read_plain(chunk)
    if known is not None:
        return [Document.plain(text, span, known, compose)]
    if is_too_deep(chunk):
        problem = SyntaxProblem(f"is nested more than {DEEPEST} levels deep", Span(start, start + 1))
        return [Document(text, span, None, [problem])]
    return _parsed(text, span, chunk)


def _parsed(text: str, span: Span, chunk: str) -> list[Document]:
    """The documents of a chunk that the parser has to read, or one with what it stumbles over."""
    nodes: list[yaml.Node] = []
    try:
        nodes.extend(_nodes(chunk))  # what comes before an error stays in the list
    except yaml.MarkedYAMLError as error:
        problem = _problem(error, chunk, span.start)
        if nodes and dialect.is_over(chunk, error, nodes[-1]):
            return [_cut(text, span, nodes[0], problem)]
        return [Document(text, span, None, [problem])]
    except (yaml.YAMLError, ValueError) as error:
        where = span.start + getattr(error, "position", 0)
        return [Document(text, span, None, [SyntaxProblem(_unreadable(error), Span(where, where + 1))])]
    return [Document(text, span, node, _refusals(chunk, node, span.start)) for node in nodes]


def compose(chunk: str) -> yaml.Node | None:
    """The tree of a text that is known to be one document."""
    return next(_nodes(chunk), None)


def _nodes(chunk: str) -> Iterator[yaml.Node]:
    """The trees of the documents in a text.

    Raises:
        yaml.YAMLError: After the last one that can be read.
    """
    text = chunk
    for _ in range(_PATCHES):
        try:
            for node in _composed(text):
                if text is not chunk:
                    dialect.restore(node)
                yield node
        except yaml.MarkedYAMLError as error:
            patched = dialect.readable(text, error)
            if patched is None:
                raise
            text = patched
        else:
            return


def _composed(text: str) -> Iterator[yaml.Node]:
    parser = _Parser(text)
    try:
        while parser.check_node():
            node = parser.get_node()
            if node is not None:
                yield node
    finally:
        parser.dispose()


def _refusals(chunk: str, node: yaml.Node, start: int) -> list[SyntaxProblem]:
    found = dialect.refusals(chunk, node)
    return [SyntaxProblem(why, Span(start + at.start, start + at.end), sort="unsupported") for why, at in found]


def _cut(text: str, span: Span, node: yaml.Node, error: SyntaxProblem) -> Document:
    """A document with text behind its end, which the server does not read."""
    rest = Span(error.span.start, span.end)
    return Document(text, Span(span.start, rest.start), node, [SyntaxProblem("", rest, sort="unread")])


def _problem(error: yaml.MarkedYAMLError, chunk: str, start: int) -> SyntaxProblem:
    mark = error.problem_mark or error.context_mark
    at = min(mark.index if mark else 0, len(chunk))
    return SyntaxProblem(plain(error, chunk), Span(start + at, start + min(at + 1, len(chunk))))


def _unreadable(error: Exception) -> str:
    if isinstance(error, yaml.reader.ReaderError):
        return f"has a character that YAML does not allow: U+{int(error.character):04X}"
    return str(error)
