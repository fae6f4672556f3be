"""The objects of some files, each one by itself, as another tool gets them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kubeproof.manifest.reader import read
from kubeproof.manifest.recognition import is_kubernetes
from kubeproof.rules import rule_named
from kubeproof.rules.template import MARKS
from kubeproof.schema import VersionError, catalog, parse_versions
from kubeproof.text.block import whole
from kubeproof.text.markdown import YAML, fences, is_markdown
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kubeproof.check import Options
    from kubeproof.manifest.document import Document
    from kubeproof.manifest.path import FieldPath
    from kubeproof.text.block import Block


@dataclass(frozen=True, slots=True)
class Piece:
    """An object of a file.

    Attributes:
        path: the file.
        block: the YAML that holds it.
        document: the document that holds it.
        within: where it is in the document: the path of an item of a List, else nothing.
        kubernetes: the versions to check it for.
        expected: the codes of the rules that the author expects it to break.
    """

    path: str
    block: Block
    document: Document
    within: FieldPath
    kubernetes: tuple[str, ...]
    expected: frozenset[str] = frozenset()

    @property
    def value(self) -> Any:  # noqa: ANN401 - any YAML value
        """The object."""
        return self.document.value_at(self.within)

    @property
    def text(self) -> str:
        """The object as a text of its own: as it is written, or as JSON if it stands in a List."""
        if self.within:
            return json.dumps(self.value)
        return self.document.text[self.document.span.start : self.document.span.end]


def pieces(text: str, path: str, options: Options) -> Iterator[Piece]:
    """The objects of a file, of a page those in its YAML fences; also documents that cannot be read."""
    source = Source(text)
    if not is_markdown(path):
        yield from _of_block(whole(source), path, options.kubernetes, frozenset(), in_page=False)
        return
    for fence in fences(source):
        if fence.language in YAML and fence.closed and "skip" not in fence.attributes:
            versions = _versions(fence.attributes, options)
            yield from _of_block(fence.block, path, versions, _expected(fence.attributes), in_page=True)


def _of_block(
    block: Block, path: str, versions: tuple[str, ...], expected: frozenset[str], *, in_page: bool
) -> Iterator[Piece]:
    for document in read(block.text):
        span = document.span
        if in_page and document.problems and MARKS.search(block.text[span.start : span.end]):
            continue  # a template
        for within in _objects(document.value, ()):
            piece = Piece(path, block, document, within, versions, expected)
            if not document.parses or is_kubernetes(piece.value, catalog(versions[-1]).api_versions):
                yield piece


def _objects(value: object, path: FieldPath) -> Iterator[FieldPath]:
    """Where the objects of a document are: it is one itself, or a List of them, of which each is checked alone."""
    items = value.get("items") if isinstance(value, dict) and value.get("kind") == "List" else None
    if not isinstance(items, list):
        yield path
        return
    for index, item in enumerate(items):
        yield from _objects(item, (*path, "items", index))


def _versions(attributes: Mapping[str, str], options: Options) -> tuple[str, ...]:
    try:
        return parse_versions(attributes["kubernetes"]) if "kubernetes" in attributes else options.kubernetes
    except VersionError:
        return options.kubernetes


def _expected(attributes: Mapping[str, str]) -> frozenset[str]:
    rules = (rule_named(word) for word in attributes.get("expect", "").replace(",", " ").split())
    return frozenset(rule.code for rule in rules if rule)
