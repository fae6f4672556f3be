"""One YAML document: its value, as the API server would see it, and where each part of it stands."""

from __future__ import annotations

import base64
import binascii
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import yaml

from kubeproof.manifest import scalars
from kubeproof.manifest.survey import Survey, survey
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kubeproof.manifest.path import FieldPath

    Compose = Callable[[str], yaml.Node | None]

Value = Any
Sort = Literal["syntax", "repeated key", "unsupported"]
_LARGEST = 200_000
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """Why a text is not a document that the server can read, and where."""

    message: str
    span: Span
    path: FieldPath = ()
    sort: Sort = "syntax"


class Document:
    """One document of a YAML text.

    Attributes:
        text: the whole text that the document was read from; all offsets are in it.
        span: where the document stands in it.
        value: the document as plain Python data; None if it does not parse.
        problems: what the server's reader refuses: syntax, repeated keys, keys that are maps, endless anchors.
    """

    __slots__ = ("_compose", "_fields", "_node", "_offset", "_survey", "problems", "span", "text", "value")

    def __init__(self, text: str, span: Span, node: yaml.Node | None, problem: SyntaxProblem | None = None) -> None:
        self.text = text
        self.span = span
        self._node = node
        self._compose: Compose | None = None
        self._survey: Survey | None = None
        self._offset = span.start
        self._fields: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = {}
        self.value: Value = None
        self.problems = (problem,) if problem else ()
        if node:
            builder = _Builder(span.start)
            self.value = builder.build(node)
            self.problems = (*self.problems, *builder.problems)

    @classmethod
    def plain(cls, text: str, span: Span, value: Value, compose: Compose) -> Document:
        """A document whose value is known already; its tree is made only if somebody asks for a place in it."""
        document = cls(text, span, None)
        document.value = value
        document._compose = compose
        return document

    @property
    def node(self) -> yaml.Node | None:
        """The parsed tree, or None if the text does not parse."""
        if self._node is None and self._compose:
            self._node = self._compose(self.own_text)
        return self._node

    @property
    def survey(self) -> Survey:
        """What the document holds at whatever depth."""
        if self._survey is None:
            self._survey = survey(self.value)
        return self._survey

    @property
    def parses(self) -> bool:
        """Whether there is a value to look at."""
        return self._node is not None or self._compose is not None

    @property
    def own_text(self) -> str:
        """The part of the text that the document was read from."""
        return self.text[self.span.start : self.span.end]

    def value_at(self, path: FieldPath) -> Value:
        """The value of a field; None if it is not there."""
        value = self.value
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def node_at(self, path: FieldPath) -> yaml.Node | None:
        """The node of a field, or None if there is none."""
        node = self.node
        for step in path:
            node = self._child(node, step)
            if node is None:
                return None
        return node

    def _child(self, node: yaml.Node | None, step: str | int) -> yaml.Node | None:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            items: list[yaml.Node] = node.value
            return items[step] if step < len(items) else None
        if not isinstance(node, yaml.MappingNode) or not isinstance(step, str):
            return None
        field = self._fields_of(node).get(step)
        return field[1] if field else self._merged(node, step)

    def _fields_of(self, node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """The keys and values of a map by name, the last one of each, read when it is first asked for."""
        fields = self._fields.get(id(node))
        if fields is None:
            fields = {name: (key, value) for key, value in node.value if (name := _key(key)) is not None}
            self._fields[id(node)] = fields
        return fields

    def _merged(self, node: yaml.MappingNode, step: str) -> yaml.Node | None:
        """A field that a map takes from another one with `<<`."""
        for key, value in node.value:
            if key.tag == scalars.MERGE:
                for source in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                    found = self._child(source, step)
                    if found is not None:
                        return found
        return None

    def key_node(self, path: FieldPath) -> yaml.Node | None:
        """The node of a field's key; None for list items and for what is not there."""
        parent = self.node_at(path[:-1]) if path else None
        if not isinstance(parent, yaml.MappingNode):
            return None
        field = self._fields_of(parent).get(str(path[-1]))
        return field[0] if field else None

    def value_span(self, path: FieldPath) -> Span:
        """Where a field's value stands; of the nearest parent that is there if the field is not."""
        node = self.node_at(path)
        while node is None and path:
            path = path[:-1]
            node = self.node_at(path)
        return self.span_of(node) if node is not None else self.span

    def key_span(self, path: FieldPath) -> Span:
        """Where a field's key stands; for a list item, and for what has no key, the place of the value."""
        key = self.key_node(path)
        return self.span_of(key) if key is not None else self.value_span(path)

    def span_of(self, node: yaml.Node) -> Span:
        """Where a node stands in the text, without the white space and comments after it."""
        start, end = self._offset + node.start_mark.index, self._offset + node.end_mark.index
        return Span(start, start + len(self.text[start:end].rstrip()) if end > start else end)


def _key(node: yaml.Node) -> str | None:
    return scalars.key_text(_scalar(node)) if isinstance(node, yaml.ScalarNode) else None


def _scalar(node: yaml.ScalarNode) -> scalars.Scalar:
    """The value of a scalar by its tag, which may be written out (`!!str 1`)."""
    text: str = node.value
    tag = node.tag
    if tag == scalars.STRING:
        return text
    if tag == scalars.BINARY:
        try:
            return base64.b64decode(text).decode()
        except (binascii.Error, UnicodeDecodeError):
            return text
    own_tag, value = scalars.resolve(text)
    if tag == scalars.FLOAT and own_tag == scalars.INTEGER:
        return value
    return value if tag == own_tag else text


@dataclass(slots=True)
class _Builder:
    """Turns nodes into values once; an alias is the same object as what it names."""

    offset: int
    problems: list[SyntaxProblem] = field(default_factory=list)
    known: dict[int, tuple[Value, int]] = field(default_factory=dict)
    open: set[int] = field(default_factory=set)
    path: list[str | int] = field(default_factory=list)

    def build(self, node: yaml.Node) -> Value:
        value, size = self._value(node)
        if size > _LARGEST and not self.problems:
            self._report(node, f"grows to more than {_LARGEST:,} values when its anchors are expanded")
        return None if size > _LARGEST else value

    def _value(self, node: yaml.Node) -> tuple[Value, int]:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node), 1
        known = self.known.get(id(node))
        if known:
            return known
        if len(self.open) >= _DEEPEST:
            self._report(node, f"is nested more than {_DEEPEST} levels deep")
            return None, 1
        if id(node) in self.open:
            self._report(node, "has an anchor that contains itself")
            return None, 1
        self.open.add(id(node))
        result = self._mapping(node) if isinstance(node, yaml.MappingNode) else self._list(node)
        self.open.discard(id(node))
        self.known[id(node)] = result
        return result

    def _scalar(self, node: yaml.ScalarNode) -> Value:
        value = _scalar(node)
        if isinstance(value, float) and not math.isfinite(value):
            self._report(node, f"has the number {node.value}, which JSON cannot hold")
            return None
        return value

    def _list(self, node: yaml.Node) -> tuple[Value, int]:
        items: list[Value] = []
        size = 1
        for index, item in enumerate(node.value):
            self.path.append(index)
            value, weight = self._value(item)
            self.path.pop()
            items.append(value)
            size += weight
        return items, size

    def _mapping(self, node: yaml.MappingNode) -> tuple[Value, int]:
        result: dict[str, Value] = {}
        size = 1
        merged: dict[str, Value] = {}
        for key_node, value_node in node.value:
            if key_node.tag == scalars.MERGE:
                size += self._merge(value_node, merged)
                continue
            key = self._key_of(key_node)
            if key is None:
                continue
            if key in result:
                self._report(key_node, f'repeats the key "{key}" of the same map', key, sort="repeated key")
            self.path.append(key)
            result[key], weight = self._value(value_node)
            self.path.pop()
            size += weight
        for key in merged.keys() & result.keys():
            message = f'repeats the key "{key}", which the merge "<<" already sets'
            self._report(node, message, key, sort="repeated key")
        return {**merged, **result} if merged else result, size

    def _merge(self, node: yaml.Node, into: dict[str, Value]) -> int:
        total = 0
        for source in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            value, size = self._value(source)
            total += size
            if isinstance(value, dict):
                into.update({key: item for key, item in value.items() if key not in into})
            else:
                self._report(source, 'merges ("<<") something that is not a map')
        return total

    def _key_of(self, node: yaml.Node) -> str | None:
        key = _key(node)
        if key is None:
            kind = "null" if isinstance(node, yaml.ScalarNode) else "a map or a list"
            self._report(node, f"has {kind} as a key; a template in braces needs quotes")
        return key

    def _report(self, node: yaml.Node, message: str, *under: str, sort: Sort = "unsupported") -> None:
        start, end = self.offset + node.start_mark.index, self.offset + node.end_mark.index
        self.problems.append(SyntaxProblem(message, Span(start, end), (*self.path, *under), sort))


def walk(value: Value, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Value]]:
    """Every value inside a value with its path, parents first."""
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))
