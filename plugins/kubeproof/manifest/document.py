"""One YAML document: its value, as the API server would see it, and where each part of it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from kubeproof.manifest import scalars
from kubeproof.manifest.builder import Builder
from kubeproof.manifest.nodes import key_text
from kubeproof.manifest.plain_places import PlainPlaces
from kubeproof.manifest.survey import Survey, survey
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kubeproof.manifest.builder import SyntaxProblem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.manifest.plain import Plain

    Compose = Callable[[str], yaml.Node | None]

Value = Any


class Document:
    """One document of a YAML text.

    Attributes:
        text: the whole text that the document was read from; all offsets are in it.
        span: where the document stands in it.
        value: the document as plain Python data; None if it does not parse.
        problems: what the server's reader refuses: syntax, repeated keys, keys that are maps, endless anchors.
    """

    __slots__ = (
        *("_compose", "_fields", "_in_lines", "_node", "_offset", "_places", "_survey"),
        *("problems", "span", "text", "value"),
    )

    def __init__(self, text: str, span: Span, node: yaml.Node | None, problems: Sequence[SyntaxProblem] = ()) -> None:
        self.text = text
        self.span = span
        self._node = node
        self._compose: Compose | None = None
        self._survey: Survey | None = None
        self._in_lines = False
        self._places: PlainPlaces | None = None
        self._offset = span.start
        self._fields: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = {}
        self.value: Value = None
        self.problems = tuple(problems)
        if node:
            builder = Builder(span.start)
            self.value = builder.build(node)
            self.problems = (*self.problems, *builder.problems)

    @classmethod
    def plain(cls, text: str, span: Span, plain: Plain, compose: Compose) -> Document:
        """A document whose value is known already; its tree is made only if somebody asks for it."""
        document = cls(text, span, None)
        document.value = plain.value
        document._survey = plain.survey
        document._in_lines = plain.in_lines
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
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
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
            fields = {name: (key, value) for key, value in node.value if (name := key_text(key)) is not None}
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

    @property
    def _plain_places(self) -> PlainPlaces | None:
        """Places that need no tree; None if there is a tree already, or must be."""
        if self._places is None and self._in_lines and self._node is None:
            self._places = PlainPlaces(self.own_text)
        return self._places

    def _in_text(self, span: Span) -> Span:
        """A place in the document's own text as one in the whole text."""
        return Span(self._offset + span.start, self._offset + span.end)

    def value_span(self, path: FieldPath) -> Span:
        """Where a field's value stands; of the nearest parent that is there if the field is not."""
        if (plain := self._plain_places) and (span := plain.value_span(path)):
            return self._in_text(span)
        node = self.node_at(path)
        while node is None and path:
            path = path[:-1]
            node = self.node_at(path)
        return self.span_of(node) if node is not None else self.span

    def key_span(self, path: FieldPath) -> Span:
        """Where a field's key stands; for a list item, and for what has no key, the place of the value."""
        if (plain := self._plain_places) and (span := plain.key_span(path)):
            return self._in_text(span)
        key = self.key_node(path)
        return self.span_of(key) if key is not None else self.value_span(path)

    def span_of(self, node: yaml.Node) -> Span:
        """Where a node stands in the text, without the white space and comments after it."""
        start, end = self._offset + node.start_mark.index, self._offset + node.end_mark.index
        return Span(start, start + len(self.text[start:end].rstrip()) if end > start else end)


def walk(value: Value, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Value]]:
    """Every value inside a value with its path, parents first."""
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index))
