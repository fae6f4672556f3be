"""Changes of shape: levels put around fields or taken away, written in the style of the text around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kubeproof.manifest.path import FieldPath
    from kubeproof.repair.candidate import Situation
    from kubeproof.repair.outline import Line, Outline
    from kubeproof.schema.catalog import Schema
    from kubeproof.text.source import Span

_UNLIKELY = 0.6
_NO_NAME = re.compile(r"[\s\"'=]|::")
"""Signs of a field whose colon is misspelt."""
ITEM = "-"
"""The level of a list: fields below it are an item."""


class Layout:
    """Where the fields of a document that parses stand, and how to write them elsewhere."""

    def __init__(self, situation: Situation) -> None:
        self.text = situation.text
        self.outline: Outline = situation.outline
        self.document = situation.document
        self.end = "\r\n" if "\r\n" in situation.text else "\n"

    def in_flow(self, path: FieldPath) -> bool:
        """Whether the map or list at a path is written in brackets."""
        node = self.document.node_at(path)
        return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)

    def keys(self, path: FieldPath) -> list[str]:
        """The keys of the map at a path in their order; none if it is no map."""
        value = self.value(path)
        return list(value) if isinstance(value, dict) else []

    def pairs(self, path: FieldPath) -> list[tuple[yaml.Node, yaml.Node]]:
        """The nodes of the map at a path, repeated keys too; none if it is no map."""
        node = self.document.node_at(path)
        return node.value if isinstance(node, yaml.MappingNode) else []

    def value(self, path: FieldPath) -> object:
        """The value at a path, None if there is none."""
        return self.document.value_at(path)

    def key(self, path: FieldPath) -> Span:
        """Where a field's key stands, quotes included."""
        return self.document.key_span(path)

    def span(self, path: FieldPath) -> Span:
        """Where a field's value stands."""
        return self.document.value_span(path)

    def line(self, path: FieldPath) -> Line:
        """The line that a field's key, or a list item's value, stands on."""
        return self.outline.line_at(self.key(path).start)

    def extent(self, path: FieldPath) -> range:
        """The numbers of the lines of a block field, its own first."""
        return extent(self.outline, self.line(path))

    def column(self, path: FieldPath) -> int:
        """The column of a field's key or an item's value, from 0."""
        return self.key(path).start - self.line(path).start

    def owns_lines(self, path: FieldPath) -> bool:
        """Whether a field is the only one on its lines: a block field whose key the line reader also sees."""
        line = self.line(path)
        return line.sort == "entry" and line.key == path[-1] and line.column == self.column(path)

    def wrap(self, parent: FieldPath, keys: Sequence[str], levels: Sequence[str]) -> tuple[Edit, ...]:
        """Put levels around neighbouring fields of a map."""
        if self.in_flow(parent):
            start, stop = self.key((*parent, keys[0])).start, self.span((*parent, keys[-1])).end
            opening, closing = _brackets(levels, quoted=self.text[start] == '"')
            return (Edit(start, start, opening), Edit(stop, stop, closing))
        if not all(self.owns_lines((*parent, key)) for key in keys):
            return ()
        first = self.extent((*parent, keys[0]))
        lines = range(first.start, self.extent((*parent, keys[-1])).stop)
        return self.nest(lines, self.column((*parent, keys[0])), levels)

    def nest(self, lines: range, column: int, levels: Sequence[str]) -> tuple[Edit, ...]:
        """Put levels before the first of some lines, at a column of it, and move all of them to the right."""
        opening, shift = self._opening(column, levels)
        at = self.outline.lines[lines.start].start + column
        rest = range(lines.start + 1, lines.stop)
        return (Edit(at, at, opening), *(shifted(self.outline, rest, shift, comments=True) if rest else ()))

    def moved(self, lines: range, shift: int) -> tuple[Edit, ...]:
        """Move lines to the right, or to the left if the shift is negative."""
        return tuple(shifted(self.outline, lines, shift, comments=True))

    def _opening(self, column: int, levels: Sequence[str]) -> tuple[str, int]:
        text, at = "", column
        for level in levels:
            if level == ITEM:
                text += "- "
                at += 2
            else:
                at += self.outline.step
                text += f"{level}:{self.end}{' ' * at}"
        return text, at - column

    def unwrap(self, path: FieldPath) -> tuple[Edit, ...]:
        """Put the fields of a map in the place of the field that holds them."""
        inner, parent = self.keys(path), path[:-1]
        if not inner:
            return ()
        key, value = self.key(path), self.span(path)
        if self.in_flow(path):
            if self.in_flow(parent):
                return (Edit(key.start, value.start + 1, ""), Edit(value.end - 1, value.end, ""))
            return (Edit(key.start, value.start, ""),) if len(self.keys(parent)) == 1 else ()
        first = (*path, inner[0])
        if not self.owns_lines(path) or not self.owns_lines(first):
            return ()
        shift = self.column(path) - self.column(first)
        rest = range(self.line(first).number + 1, self.extent(path).stop)
        moved = shifted(self.outline, rest, shift, comments=True) if rest else ()
        return (Edit(key.start, self.key(first).start, ""), *moved)


def extent(outline: Outline, line: Line) -> range:
    """The numbers of a key's line and of those below it that belong to its value; the dash before it is no part."""
    last = line.number
    for below in outline.lines[line.number + 1 :]:
        if below.sort in ("blank", "comment"):
            continue
        same = below.indent == line.column and below.dashes and line.opens
        if below.sort == "marker" or not (below.sort == "text" or below.indent > line.column or same):
            break
        last = below.number
    return range(line.number, last + 1)


def _brackets(levels: Sequence[str], *, quoted: bool) -> tuple[str, str]:
    opening = closing = ""
    for level in levels:
        if level == ITEM:
            opening, closing = f"{opening[:-1]}[{{", f"}}]{closing[1:]}"
        else:
            opening, closing = f"{opening}{chr(34) + level + chr(34) if quoted else level}: {{", f"}}{closing}"
    return opening, closing


def shifted(outline: Outline, lines: range, shift: int, *, comments: bool = False) -> Iterator[Edit]:
    """The edits that move lines to the right, or to the left as far as they can go.

    Comments that stand no further in than the first line stay, unless they are asked for.
    """
    margin = -1 if comments else outline.lines[min(lines)].indent
    for number in lines:
        line = outline.lines[number]
        if line.sort == "blank" or (line.sort == "comment" and line.indent <= margin):
            continue
        if shift > 0:
            yield Edit(line.start, line.start, " " * shift)
        elif shift < 0 and line.indent:
            yield Edit(line.start, line.start + min(-shift, line.indent), "")


def taking(situation: Situation, schema: Schema, value: object) -> Iterator[tuple[str, float]]:
    """The fields of a type that take a text or a whole number, with how unlikely each is: a required one is likely."""
    wanted = "integer" if isinstance(value, int) else "string"
    required = schema.get("required", ())
    for name, declared in schema.get("properties", {}).items():
        if wanted in situation.catalog.resolve(declared).get("type", ()):
            yield name, 0 if name in required else _UNLIKELY


def names(field: str, value: object) -> bool:
    """Whether a value given in place of a map can only be meant for a field of it: a name, a path, or a port."""
    if isinstance(value, int):
        return "port" in field.lower() or field == "number"
    if field == "path":
        return isinstance(value, str) and value.startswith("/")
    return field.lower().endswith("name") and not _NO_NAME.search(str(value))
