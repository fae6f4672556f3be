"""A map or a scalar where the type has a list: made the list that it was meant to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from kubeproof.finding import Applicability
from kubeproof.repair.candidate import WRONG_TYPE, Candidate, Situation
from kubeproof.repair.items import items_of
from kubeproof.repair.layout import Layout, names, taking
from kubeproof.repair.writing import is_text
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema.catalog import Schema

_PLAIN = re.compile(r"[A-Za-z0-9_/.][\w/.*=:@+-]*\Z")
_BRACKET = re.compile(r"^-?[\[{]|^[\"'].*[\"'],|[\]}].?$")
"""What is left of brackets or quotes that went wrong."""
_DASH = 2
_CORE_GROUP = "apiGroups"
"""The list in which an empty text means something: the core group has no name."""
_FIELDS_OF_VARIABLE = 3
_NAME, _VALUE = "name", "value"


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The list of one, the list that the map's keys name, or the list that the text spells out."""
    path = situation.target.path
    if situation.target.code != WRONG_TYPE:
        return
    schema = situation.schema_at(path) or {}
    if "items" not in schema or "string" in schema.get("type", ()):  # bytes are written as a text
        return
    layout = Layout(situation)
    value = layout.value(path)
    items = situation.catalog.resolve(schema["items"])
    if isinstance(value, dict) and value:
        yield from _of_map(layout, path, value, items)
    elif isinstance(value, str):
        yield from _of_text(situation, layout, path, value, items)
    elif isinstance(value, (int, float)):
        yield from _of_one(situation, layout, path, items)


def _of_map(layout: Layout, path: FieldPath, value: dict[str, object], items: Schema) -> Iterator[Candidate]:
    fields = items.get("properties", {})
    message = f"make {path[-1]} a list"
    if any(key in fields for key in value):
        edits = _dashed(layout, path)
    elif _NAME in fields and all(isinstance(inner, dict) for inner in value.values()):
        edits = _named(layout, path)
    elif {_NAME, _VALUE} <= set(fields) and not any(isinstance(inner, (dict, list)) for inner in value.values()):
        edits = _pairs(layout, path)
    else:
        return
    if edits:
        yield Candidate(edits, message)


def _dashed(layout: Layout, path: FieldPath) -> tuple[Edit, ...]:
    """A dash before the first key, in the place of two spaces if there are enough."""
    span = layout.span(path)
    if layout.in_flow(path):
        return (Edit(span.start, span.start, "["), Edit(span.end, span.end, "]"))
    first = layout.line((*path, layout.keys(path)[0]))
    column = layout.column((*path, layout.keys(path)[0]))
    at = first.start + column
    outer = layout.column(path) if isinstance(path[-1], str) else 0
    if column - _DASH >= outer and not first.dashes:
        return (Edit(at - _DASH, at, "- "),)
    rest = range(first.number + 1, layout.extent(path).stop)
    return (Edit(at, at, "- "), *layout.moved(rest, _DASH))


def _named(layout: Layout, path: FieldPath) -> tuple[Edit, ...]:
    """Each key becomes the name of an item."""
    edits: list[Edit] = []
    for key in layout.keys(path):
        field, inner = (*path, key), layout.keys((*path, key))
        if not inner or layout.in_flow(field) or not layout.owns_lines(field):
            return ()
        span = layout.key(field)
        written = layout.text[span.start : span.end]
        colon = layout.text.index(":", span.end)
        edits.append(Edit(span.start, colon + 1, f"- {_NAME}: {written}"))
        shift = layout.column(field) + _DASH - layout.column((*field, inner[0]))
        lines = layout.extent(field)
        edits += layout.moved(range(lines.start + 1, lines.stop), shift)
    return tuple(edits)


def _pairs(layout: Layout, path: FieldPath) -> tuple[Edit, ...]:
    """Each key and value become the name and value of an item."""
    flow = layout.in_flow(path)
    edits: list[Edit] = []
    for key in layout.keys(path):
        field = (*path, key)
        name, value = layout.key(field), layout.span(field)
        written = layout.text[name.start : name.end]
        if flow:
            between = layout.text[name.end : value.start].replace(":", f", {_VALUE}:", 1)
            edits += (Edit(name.start, value.start, f"{{{_NAME}: {written}{between}"), Edit(value.end, value.end, "}"))
            continue
        if not layout.owns_lines(field):
            return ()
        indent = " " * (layout.column(field) + _DASH)
        edits.append(Edit(name.start, name.end, f"- {_NAME}: {written}{layout.end}{indent}{_VALUE}"))
        lines = layout.extent(field)
        edits += layout.moved(range(lines.start + 1, lines.stop), _DASH)
    span = layout.span(path)
    if flow:
        edits += (Edit(span.start, span.start + 1, "["), Edit(span.end - 1, span.end, "]"))
    return tuple(edits)


def _of_text(situation: Situation, layout: Layout, path: FieldPath, value: str, items: Schema) -> Iterator[Candidate]:
    node = layout.document.node_at(path)
    if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">") or not (value or path[-1] == _CORE_GROUP):
        return
    words, sure = items_of(value, str(path[-1]), quoted=bool(node.style))
    span = layout.span(path)
    if "\n" in layout.text[span.start : span.end]:
        return
    types = items.get("type", ())
    if words and ("string" in types or ("integer" in types and all(word.isdecimal() for word in words))):
        text = f"[{', '.join(_quoted(word) if 'string' in types else word for word in words)}]"
        applicability = Applicability.SAFE if sure and not _BRACKET.search(value) else Applicability.UNSAFE
        yield Candidate((Edit(span.start, span.end, text),), f"write {path[-1]} as a list", 1, applicability)
    else:
        yield from _of_one(situation, layout, path, items)


def _of_one(situation: Situation, layout: Layout, path: FieldPath, items: Schema) -> Iterator[Candidate]:
    """The value as the only item, or as the field of the only item that takes it."""
    span = layout.span(path)
    opened = [(f"{{{name}: ", "}", cost) for name, cost in taking(situation, items, layout.value(path))]
    for before, after, cost in opened or [("", "", 0)]:
        edits = (Edit(span.start, span.start, f"[{before}"), Edit(span.end, span.end, f"{after}]"))
        applicability = Applicability.SAFE if _is_sure(layout, path, items, before) else Applicability.UNSAFE
        yield Candidate(edits, f"make {path[-1]} a list of one", 1 + cost, applicability)


def _is_sure(layout: Layout, path: FieldPath, items: Schema, before: str) -> bool:
    """Whether the value is the whole item, written without brackets, or all that an item needs."""
    value = layout.value(path)
    if not before:
        return not _BRACKET.search(str(value)) and " " not in str(value).strip()
    few = isinstance(value, int) or len(items.get("properties", {})) < _FIELDS_OF_VARIABLE
    return few and names(before.strip("{: "), value)


def _quoted(word: str) -> str:
    """A word as an item in brackets; quoted unless it can be nothing but itself."""
    if _PLAIN.match(word) and is_text(word):
        return word
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
