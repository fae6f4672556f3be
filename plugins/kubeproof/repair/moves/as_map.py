"""A list or a scalar where the type has a map: made the map that it was meant to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from kubeproof.finding import Applicability
from kubeproof.manifest.path import spell
from kubeproof.repair.candidate import UNKNOWN_FIELD, WRONG_TYPE, Candidate, Situation
from kubeproof.repair.layout import Layout, names, taking
from kubeproof.repair.spelling import words
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.schema.catalog import Schema

_ASSIGNMENT = re.compile(r"([A-Za-z_][\w.-]*)=(.*)\Z", re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")
_NAME, _VALUE = "name", "value"
_READER = frozenset({"your", "my", "some", "insert", "change", "replace"})


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The dashes taken away, the list or the scalar put under a field that takes it, a pair spelt out."""
    target = situation.target
    layout = Layout(situation)
    if target.code == UNKNOWN_FIELD:
        yield from _spelt_out(situation, layout)
        return
    schema = situation.schema_at(target.path)
    if target.code != WRONG_TYPE or schema is None or not target.path:
        return
    value = layout.value(target.path)
    if "object" in schema.get("type", ()):
        if isinstance(value, list):
            yield from _of_list(situation, layout, target.path, schema)
        elif isinstance(value, (str, int)) and not isinstance(value, bool):
            yield from _of_scalar(situation, layout, target.path, schema)
    elif isinstance(value, list) and len(value) == 1 and not isinstance(value[0], (dict, list)):
        yield from _only_item(situation, layout, target.path)


def _of_list(situation: Situation, layout: Layout, path: FieldPath, schema: Schema) -> Iterator[Candidate]:
    items = layout.value(path)
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) and item for item in items):
        return
    yield from _levels(situation, layout, path, schema)
    keys = [key for item in items for key in item]
    if len(set(keys)) == len(keys):
        edits = _undashed(layout, path, len(items))
        if edits:
            yield Candidate(edits, f"make {path[-1]} a map: no dashes before its keys")


def _undashed(layout: Layout, path: FieldPath, size: int) -> tuple[Edit, ...]:
    if layout.in_flow(path):
        span, item = layout.span(path), layout.span((*path, 0))
        return (Edit(span.start, item.start, ""), Edit(item.end, span.end, "")) if size == 1 else ()
    edits: list[Edit] = []
    for index in range(size):
        item = layout.span((*path, index))
        line = layout.outline.line_at(item.start)
        if not line.dashes or layout.in_flow((*path, index)):
            return ()
        dash = line.start + line.dashes[-1]
        edits.append(Edit(dash, dash + 1, " "))
    return tuple(edits)


def _levels(situation: Situation, layout: Layout, path: FieldPath, schema: Schema) -> Iterator[Candidate]:
    """The list below each field of the map that is a list of such maps."""
    lines = layout.extent(path) if isinstance(path[-1], str) and layout.owns_lines(path) else None
    for name, declared in schema.get("properties", {}).items():
        inner = situation.catalog.resolve(declared)
        items = situation.catalog.resolve(inner.get("items") or {})
        if not _takes_all(items, layout.value(path)):
            continue
        span = layout.span(path)
        edits: tuple[Edit, ...] = ()
        if layout.in_flow(path):
            edits = (Edit(span.start, span.start, f"{{{name}: "), Edit(span.end, span.end, "}"))
        elif lines:
            edits = _below(layout, path, lines, name)
        if edits:
            yield Candidate(edits, f"put the list under {spell((*path, name))}")


def _takes_all(items: Schema, value: object) -> bool:
    known = items.get("properties", {})
    return isinstance(value, list) and all(key in known for item in value if isinstance(item, dict) for key in item)


def _below(layout: Layout, path: FieldPath, lines: range, name: str) -> tuple[Edit, ...]:
    first = layout.outline.line_at(layout.span((*path, 0)).start)
    if not first.dashes:
        return ()
    dash, outer = first.dashes[-1], layout.column(path)
    if dash > outer:
        return layout.nest(range(first.number, lines.stop), dash, (name,))
    step = layout.outline.step
    text = f"{' ' * (outer + step)}{name}:{layout.end}"
    return (Edit(first.start, first.start, text), *layout.moved(range(first.number, lines.stop), step))


def _of_scalar(situation: Situation, layout: Layout, path: FieldPath, schema: Schema) -> Iterator[Candidate]:
    span = layout.span(path)
    value = layout.value(path)
    if value == "":
        yield Candidate((Edit(span.start, span.end, "{}"),), f"write an empty map for {path[-1]}")
        return
    node = layout.document.node_at(path)
    if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
        return
    written = layout.text[span.start : span.end]
    if layout.outline.line_at(span.start) != layout.line(path):
        return
    pair = _ASSIGNMENT.match(written.strip("\"'"))
    fields = schema.get("properties", {})
    if pair and {_NAME, _VALUE} <= set(fields):
        quote = written[0] if written[0] in "\"'" else '"' if isinstance(yaml.safe_load(pair[2]), (int, bool)) else ""
        edits = _pair(layout, path, pair[1], f"{quote}{pair[2]}{quote}")
        yield Candidate(edits, f"write {pair[1]} as a name and a value")
        return
    if any(letter.isspace() for letter in written):
        return
    for name, cost in taking(situation, schema, value):
        edits = _nested(layout, path, f"{name}: {written}")
        applicability = Applicability.SAFE if names(name, value) else Applicability.UNSAFE
        yield Candidate(edits, f"write {spell((*path, name))}: {written}", 1 + cost, applicability)


def _nested(layout: Layout, path: FieldPath, field: str) -> tuple[Edit, ...]:
    """A field in the place of a value: on a line of its own where its parent has lines."""
    span = layout.span(path)
    if layout.in_flow(path[:-1]):
        return (Edit(span.start, span.end, f"{{{field}}}"),)
    if isinstance(path[-1], int):
        return (Edit(span.start, span.end, field),)
    start = layout.key(path).end + 1
    indent = " " * (layout.column(path) + layout.outline.step)
    return (Edit(layout.text.index(":", start - 1) + 1, span.end, f"{layout.end}{indent}{field}"),)


def _pair(layout: Layout, path: FieldPath, name: str, value: str) -> tuple[Edit, ...]:
    span = layout.span(path)
    if layout.in_flow(path[:-1]):
        return (Edit(span.start, span.end, f"{{{_NAME}: {name}, {_VALUE}: {value}}}"),)
    indent = " " * layout.column(path)
    return (Edit(span.start, span.end, f"{_NAME}: {name}{layout.end}{indent}{_VALUE}: {value}"),)


def _spelt_out(situation: Situation, layout: Layout) -> Iterator[Candidate]:
    """An item `KEY: value` where the type has items of a name and a value."""
    path = situation.target.path
    fields = (situation.schema_at(path[:-1]) or {}).get("properties", {})
    item = layout.value(path[:-1])
    if not {_NAME, _VALUE} <= set(fields) or not isinstance(item, dict) or list(item) != [path[-1]]:
        return
    if isinstance(item[path[-1]], (dict, list)) or situation.types_with(str(path[-1])):
        return
    key, value = layout.key(path), layout.span(path)
    written = layout.text[key.start : key.end]
    flow = layout.in_flow(path[:-1])
    between = ", " if flow else f"{layout.end}{' ' * layout.column(path)}"
    edit = Edit(key.start, key.end, f"{_NAME}: {written}{between}{_VALUE}")
    if layout.outline.line_at(value.start) == layout.outline.line_at(max(value.end - 1, value.start)):
        yield Candidate((edit,), f"write {path[-1]} as a name and a value")


def _only_item(situation: Situation, layout: Layout, path: FieldPath) -> Iterator[Candidate]:
    span, item = layout.span(path), layout.span((*path, 0))
    written = layout.text[item.start : item.end]
    start = span.start
    placeholder = layout.in_flow(path) and _is_placeholder(situation, written, path[-1])
    if not layout.in_flow(path) and isinstance(path[-1], str):
        start = layout.text.index(":", layout.key(path).end) + 1
        written = f" {written}"
    applicability = Applicability.UNSAFE if placeholder else Applicability.SAFE
    message = f"write {path[-1]} without a list"
    yield Candidate((Edit(start, span.end, written),), message, applicability=applicability)


def _is_placeholder(situation: Situation, written: str, field: str | int) -> bool:
    """Whether what is in brackets may stand for what a reader has to put in (`[NAME]`), or has lost one of its own."""
    if _BRACKET.search(written):
        return True
    said = set(words(written))
    return written.isupper() or bool(said & {*words(str(field)), *_READER}) or bool(situation.types_with(written))
