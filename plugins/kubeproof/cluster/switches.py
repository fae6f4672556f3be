"""What can be switched on a node: a label, a taint, or whether it is cordoned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kubeproof.cluster.fields import Object, at, mapping, mappings, strings
from kubeproof.cluster.nodes import nodes_from

CORDONED = "cordoned"
Kind: TypeAlias = Literal["label", "taint", "cordoned"]


@dataclass(frozen=True, slots=True)
class Switch:
    """A label or a taint that nodes get or lose, as kubectl writes it."""

    text: str

    @property
    def kind(self) -> Kind:
        """What is switched."""
        if self.text == CORDONED:
            return "cordoned"
        return "taint" if ":" in self.text else "label"

    @property
    def label(self) -> tuple[str, str]:
        """A label's key and value."""
        key, _, value = self.text.partition("=")
        return key, value

    def is_on(self, node: Object) -> bool:
        """Whether a node has it."""
        match self.kind:
            case "cordoned":
                return at(node, "spec", "unschedulable") is True
            case "taint":
                return any(_same(taint, _taint(self.text)) for taint in mappings(node, "spec", "taints"))
            case _:
                key, value = self.label
                return strings(node, "metadata", "labels").get(key) == value

    def turned(self, node: Object, *, on: bool) -> Object:
        """The node with it or without it; a label takes the place of another value."""
        spec, metadata = mapping(node, "spec"), mapping(node, "metadata")
        match self.kind:
            case "cordoned":
                return {**node, "spec": {**spec, "unschedulable": on}}
            case "taint":
                taint = _taint(self.text)
                rest = [each for each in mappings(spec, "taints") if not _same(each, taint)]
                return {**node, "spec": {**spec, "taints": [*rest, *([taint] if on else [])]}}
            case _:
                key, value = self.label
                rest_of = {name: text for name, text in mapping(metadata, "labels").items() if name != key}
                return {**node, "metadata": {**metadata, "labels": {**rest_of, **({key: value} if on else {})}}}


def switches(texts: Sequence[str]) -> tuple[Switch, ...]:
    """Read what can be switched: "gpu=true", "dedicated=batch:NoSchedule", "cordoned".

    Raises:
        NodeListError: a text is none of these.
    """
    found = tuple(Switch(text) for text in dict.fromkeys(texts))
    for each in found:
        if each.kind == "taint":
            _taint(each.text)
    return found


def _taint(text: str) -> Object:
    """A taint as a Node has it; nodes in short form are read by the same rule."""
    (node,) = nodes_from({"pools": [{"name": "one", "count": 1, "taints": [text]}]})
    (taint,) = mappings(node, "spec", "taints")
    return taint


def _same(one: Object, other: Object) -> bool:
    return all((one.get(key) or "") == (other.get(key) or "") for key in ("key", "value", "effect"))
