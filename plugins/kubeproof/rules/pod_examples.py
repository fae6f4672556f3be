"""Pods for the examples of the rules about Pods."""

from __future__ import annotations

from textwrap import indent

_HEAD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n"
_CONTAINER = "  containers:\n    - name: web\n      image: nginx:1.27\n"


def pod(container: str = "", spec: str = "") -> str:
    """A Pod with one container.

    Args:
        container: further fields of the container, as YAML.
        spec: further fields of the Pod's spec, as YAML.
    """
    return _HEAD + _CONTAINER + _block(container, 6) + _block(spec, 2)


def bare_pod(spec: str) -> str:
    """A Pod with this spec, as YAML, and nothing else."""
    return _HEAD + _block(spec, 2)


def _block(text: str, depth: int) -> str:
    return indent(text.strip("\n") + "\n", " " * depth) if text else ""
