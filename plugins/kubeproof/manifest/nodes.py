"""What a single node of a YAML tree is worth on the server."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

import yaml

from kubeproof.manifest import scalars

if TYPE_CHECKING:
    from collections.abc import Iterator


def key_text(node: yaml.Node) -> str | None:
    """A key as the server spells it in JSON; None for one that it refuses."""
    return scalars.key_text(scalar(node)) if isinstance(node, yaml.ScalarNode) else None


def scalar(node: yaml.ScalarNode) -> scalars.Scalar:
    """The value of a scalar by its tag, which may be written out (`!!str 1`)."""
    text: str = node.value
    tag = node.tag
    if tag == scalars.STRING:
        return text
    if tag == scalars.BINARY:
        return (_binary(text) or b"").decode(errors="replace")
    own_tag, value = scalars.resolve(text)
    if tag == scalars.FLOAT and own_tag == scalars.INTEGER:
        return value
    return value if tag == own_tag else text


def scalar_nodes(root: yaml.Node | None, *, with_keys: bool) -> Iterator[yaml.ScalarNode]:
    """The scalars of a tree, each once, whatever aliases name it."""
    waiting = [root]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif isinstance(node, yaml.MappingNode):
            waiting += [part for key, value in node.value for part in ((key, value) if with_keys else (value,))]
        else:
            waiting += node.value


def contradicts_tag(node: yaml.ScalarNode) -> bool:
    """Whether a tag is written out (`!!int`), and the value is none of its kind."""
    tag = node.tag
    if tag == scalars.BINARY:
        return _binary(node.value) is None
    if tag not in scalars.RESOLVED:
        return False
    own_tag = scalars.resolve(node.value)[0] if node.value else scalars.NULL
    return tag != own_tag and (tag, own_tag) != (scalars.FLOAT, scalars.INTEGER)


def _binary(text: str) -> bytes | None:
    try:
        return base64.b64decode(text.replace("\n", ""), validate=True)
    except (binascii.Error, ValueError):
        return None
