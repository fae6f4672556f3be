"""Manifests that a model or a picture is made from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kubeproof.cli.failure import Failure
from kubeproof.cli.terminal import standard_input
from kubeproof.cluster.nodes import NodeListError, nodes_from
from kubeproof.manifest.reader import read
from kubeproof.reading import LARGEST, UnreadableError, decode, read_content
from kubeproof.text.nearest import nearest
from kubeproof.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

Object = dict[str, Any]


def daemonset_of(reference: str) -> Object:
    """The DaemonSet of a file, or the one that `FILE#DaemonSet/NAME` picks.

    Raises:
        Failure: if the file cannot be read, or there is no such DaemonSet, or more than one.
    """
    path, part = _split(reference)
    found = [value for value in objects_of(path) if value.get("kind") == "DaemonSet"]
    if not found:
        raise Failure(f"{path} holds no DaemonSet")
    if not part and len(found) > 1:
        raise Failure(f"{path} holds {len(found)} DaemonSets; choose one: {path}#DaemonSet/{name_of(found[0])}")
    named = {f"DaemonSet/{name_of(value)}": value for value in found}
    if part and part not in named:
        raise Failure(f"{path} holds no {part}; did you mean {path}#{nearest(part, named) or next(iter(named))}?")
    return named[part] if part else found[0]


def nodes_of(path: str) -> Sequence[Any]:
    """The nodes that a file lists.

    Raises:
        Failure: if the file cannot be read or is no list of nodes.
    """
    values = _values(path)
    try:
        return nodes_from(values[0] if len(values) == 1 else values)
    except NodeListError as error:
        raise Failure(f"{path}: {error}") from error


def objects_of(path: str) -> list[Object]:
    """The objects of a file; `-` is the standard input.

    Raises:
        Failure: if the file cannot be read, or is not YAML throughout.
    """
    return [value for value in _values(path) if isinstance(value, dict)]


def name_of(value: Object) -> str:
    """An object's name, or the empty text."""
    metadata = value.get("metadata")
    return str(metadata.get("name", "")) if isinstance(metadata, dict) else ""


def _split(reference: str) -> tuple[str, str]:
    if os.path.exists(reference):  # noqa: PTH110 - unlike Path.exists it never raises
        return reference, ""
    path, _, part = reference.partition("#")
    return path, part


def _values(path: str) -> list[Any]:
    try:
        content = decode(standard_input(LARGEST + 1)) if path == "-" else read_content(Path(path))
    except UnreadableError as error:
        raise Failure(f"{path} {error}") from error
    documents = read(content.text)
    for document in documents:
        if not document.parses:
            problem = document.problems[0]
            place = Source(content.text).position(problem.span.start)
            raise Failure(f"{path}:{place.line}:{place.column}: is not YAML: {problem.message}")
    return [document.value for document in documents]
