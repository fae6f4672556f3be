"""Values from a YAML tree, and what the server's reader refuses in it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import yaml

from kubeproof.manifest import scalars
from kubeproof.manifest.nodes import contradicts_tag, key_text, scalar
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from kubeproof.manifest.path import FieldPath

Value = Any
Sort = Literal["syntax", "repeated key", "unsupported", "unread"]
_LARGEST = 200_000
_EXPANSION = 100  # times the number of maps and lists that are written down
_DEEPEST = 100


class SyntaxProblem(NamedTuple):
    """Why a text is not a document that the server can read, and where."""

    message: str
    span: Span
    path: FieldPath = ()
    sort: Sort = "syntax"


@dataclass(slots=True)
class Builder:
    """Turns nodes into values once; an alias is the same object as what it names."""

    offset: int
    problems: list[SyntaxProblem] = field(default_factory=list)
    known: dict[int, tuple[Value, int]] = field(default_factory=dict)
    open: set[int] = field(default_factory=set)
    path: list[str | int] = field(default_factory=list)

    def build(self, node: yaml.Node) -> Value:
        """The value of a whole tree; what is wrong with it is in `problems` then."""
        value, size = self._value(node)
        if size <= max(_LARGEST, len(self.known) * _EXPANSION):
            return value
        if not self.problems:
            self._report(node, f"grows to more than {_LARGEST:,} values when its anchors are expanded")
        return None

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
        value = scalar(node)
        if isinstance(value, float) and not math.isfinite(value):
            self._report(node, f"has the number {node.value}, which JSON cannot hold")
            return None
        if contradicts_tag(node):
            self._report(node, f'is marked as !!{node.tag.rpartition(":")[2]}, and "{node.value}" is none')
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
                size += self._merge(node, value_node, merged)
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
            self._report_merged(node, key)
        return {**merged, **result} if merged else result, size

    def _merge(self, node: yaml.Node, merged: yaml.Node, into: dict[str, Value]) -> int:
        total = 0
        for source in merged.value if isinstance(merged, yaml.SequenceNode) else [merged]:
            value, size = self._value(source)
            total += size
            if not isinstance(value, dict):
                self._report(source, 'merges ("<<") something that is not a map')
                continue
            for key in value.keys() & into.keys():
                self._report_merged(node, key)
            into.update({key: item for key, item in value.items() if key not in into})
        return total

    def _report_merged(self, node: yaml.Node, key: str) -> None:
        message = f'repeats the key "{key}", which the merge "<<" already sets'
        self._report(node, message, key, sort="repeated key")

    def _key_of(self, node: yaml.Node) -> str | None:
        key = key_text(node)
        if key is None:
            kind = "null" if isinstance(node, yaml.ScalarNode) else "a map or a list"
            self._report(node, f"has {kind} as a key; a template in braces needs quotes")
        return key

    def _report(self, node: yaml.Node, message: str, *under: str, sort: Sort = "unsupported") -> None:
        start, end = self.offset + node.start_mark.index, self.offset + node.end_mark.index
        self.problems.append(SyntaxProblem(message, Span(start, end), (*self.path, *under), sort))
