"""What a single node of a YAML tree is worth on the server."""

from __future__ import annotations

import base64
import binascii

import yaml

from kubeproof.manifest import scalars


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
