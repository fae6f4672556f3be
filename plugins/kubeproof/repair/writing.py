"""Edits of single values, keys and entries that keep the author's style: quotes, flow or block, comments."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from kubeproof.manifest import scalars
from kubeproof.text.edit import Edit
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.document import Document
    from kubeproof.manifest.path import FieldPath
    from kubeproof.repair.candidate import Situation

_PLAIN = re.compile(
    r"(?![-?:](?:\s|$))[^\s&*!|>'\"%@`{}\[\],#?:-][^{}\[\],#\n\t]*(?<![\s:])\Z|-[\w./][^{}\[\],#:\n\t]*\Z"
)
_FLOW_GAP = re.compile(r"[ \t\r\n]*,?[ \t]*")
_TRAILING_COMMA = re.compile(r",[ \t\r\n]*\Z")


def scalar_node(document: Document, path: FieldPath) -> yaml.ScalarNode | None:
    """The node of a value that stands on one line; None for maps, lists, longer texts and what is not there."""
    node = document.node_at(path)
    if isinstance(node, yaml.ScalarNode) and node.start_mark.line == node.end_mark.line:
        return node
    return None


def source_of(situation: Situation, node: yaml.Node) -> str:
    """A node as it is written."""
    span = situation.document.span_of(node)
    return situation.text[span.start : span.end]


def write(situation: Situation, span: Span, text: str) -> Edit:
    """Another text in place of a scalar, in quotes if the old one was or the new one needs them."""
    old = situation.text[span.start : span.end]
    return Edit(span.start, span.end, _like(old, text))


def write_bare(span: Span, text: str) -> Edit:
    """A number or a boolean in place of a scalar."""
    return Edit(span.start, span.end, text)


def _like(old: str, text: str) -> str:
    if old[:1] == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    if old[:1] == '"' or not _stays_text(text):
        return json.dumps(text, ensure_ascii=False)
    return text


def _stays_text(text: str) -> bool:
    """Whether a text without quotes is still the same text."""
    return bool(_PLAIN.match(text)) and ": " not in text and " #" not in text and is_text(text)


def is_text(plain: str) -> bool:
    """Whether YAML takes a plain scalar for a text and not for a number, a boolean or null."""
    return bool(plain) and scalars.resolve(plain)[0] == scalars.STRING


def removal(situation: Situation, path: FieldPath, key: Span | None = None) -> Edit | None:
    """The edit that takes out a field with its key, or a list item; None for the only entry of a map or a list.

    Args:
        situation: the text.
        path: the field or the item.
        key: the key's place, if the map has the key several times.
    """
    document = situation.document
    parent = document.node_at(path[:-1])
    entries = _entries(parent)
    meant = [entry for entry in entries if entry[0] == path[-1]]
    if key is not None:
        meant = [entry for entry in meant if document.span_of(entry[1]).start == key.start]
    if not isinstance(parent, yaml.CollectionNode) or not meant or len(entries) == 1:
        return None
    first, last = (document.span_of(node) for node in meant[-1][1:])
    if parent.flow_style:
        return _out_of_flow(situation.text, Span(first.start, last.end))
    return _out_of_block(situation, first.start, item=isinstance(parent, yaml.SequenceNode))


def _entries(parent: yaml.Node | None) -> list[tuple[str | int, yaml.Node, yaml.Node]]:
    """The entries of a map or a list: the step that leads to each, and its first and last node."""
    if isinstance(parent, yaml.MappingNode):
        return [(str(key.value), key, value) for key, value in parent.value]
    if isinstance(parent, yaml.SequenceNode):
        return [(index, item, item) for index, item in enumerate(parent.value)]
    return []


def _out_of_flow(text: str, span: Span) -> Edit:
    """A flow entry with the comma after it; for the last one the comma before it."""
    gap = _FLOW_GAP.match(text, span.end)
    if gap and "," in gap.group():
        return Edit(span.start, gap.end(), "")
    before = _TRAILING_COMMA.search(text, 0, span.start)
    return Edit(before.start() if before else span.start, span.end, "")


def _out_of_block(situation: Situation, start: int, *, item: bool) -> Edit | None:
    """The lines of a block entry; of the first key after a dash only up to the next key, so that the dash stays."""
    outline = situation.outline
    line = outline.line_at(start)
    beside = outline.siblings(line.number)[1:2] if line.key is not None else []
    if line.dashes and not item:
        return Edit(start, beside[0].start + beside[0].column, "") if beside else None
    return whole_lines(situation, outline.unit(line.number))


def whole_lines(situation: Situation, lines: range) -> Edit:
    """The edit that takes out lines."""
    outline = situation.outline
    end = outline.lines[lines.stop].start if lines.stop < len(outline.lines) else len(situation.text)
    return Edit(outline.lines[lines.start].start, end, "")


def insertion(situation: Situation, path: FieldPath, tree: dict[str, Any]) -> Edit | None:
    """The edit that puts entries before another one of the same map; None if that is not there.

    Args:
        situation: the text.
        path: the entry to put them before.
        tree: the entries: maps and texts.
    """
    document = situation.document
    parent = document.node_at(path[:-1])
    key = document.key_node(path)
    if key is None or not isinstance(parent, yaml.MappingNode):
        return None
    start = document.span_of(key).start
    if parent.flow_style:
        return Edit(start, start, f"{_flow(tree)[1:-1]}, ")
    column = start - situation.outline.line_at(start).start
    newline = "\r\n" if "\r\n" in situation.text else "\n"
    lines = list(_block(tree, column, situation.outline.step))
    return Edit(start, start, newline.join([*lines, " " * column]).lstrip())


def filling(situation: Situation, path: FieldPath, tree: dict[str, Any]) -> Edit:
    """The edit that puts entries under a key that has no value yet, in the block below it."""
    outline = situation.outline
    span = situation.document.key_span(path)
    line = outline.line_at(span.start)
    colon = situation.text.index(":", span.end) + 1
    newline = "\r\n" if "\r\n" in situation.text else "\n"
    lines = _block(tree, span.start - line.start + outline.step, outline.step)
    return Edit(colon, colon, "".join(newline + each for each in lines))


def _flow(value: Any) -> str:  # noqa: ANN401 - a map or a text
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_like('', key)}: {_flow(item)}" for key, item in value.items()) + "}"
    return _like("", value)


def _block(tree: dict[str, Any], column: int, step: int) -> Iterator[str]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield f"{' ' * column}{_like('', key)}:"
            yield from _block(value, column + step, step)
        else:
            yield f"{' ' * column}{_like('', key)}: {_like('', value)}"
