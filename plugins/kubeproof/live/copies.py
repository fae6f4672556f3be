"""Copies of manifests for a page's own namespace: what they call `default` has another name in the cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kubeproof.manifest.reader import read
from kubeproof.text.edit import Edit, apply
from kubeproof.transcripts.commands import OWN_NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.live.kubectl import Kubectl
    from kubeproof.manifest.path import FieldPath


def own_file(file: str, kubectl: Kubectl) -> str:
    """The file to give to kubectl: the one of the examples, or a copy if it names the page's own namespace."""
    path = Path(file)
    text = path.read_text("utf-8")
    changed = renamed(text, kubectl.namespace)
    if changed == text:
        return file
    folder = kubectl.target.folder / kubectl.namespace
    folder.mkdir(exist_ok=True)
    copy = folder / path.name
    copy.write_text(changed, "utf-8")
    return str(copy)


def renamed(text: str, namespace: str) -> str:
    """Manifests with another namespace instead of `default`, for the objects themselves and for who is given a role."""
    edits = {
        Edit(span.start, span.end, namespace)
        for document in read(text)
        if document.parses
        for path in _places(document.value, ())
        if document.value_at(path) == OWN_NAMESPACE
        for span in (document.value_span(path),)
    }
    return apply(text, edits)


def _places(value: Any, path: FieldPath) -> Iterator[FieldPath]:  # noqa: ANN401 - any YAML value
    if not isinstance(value, dict):
        return
    yield (*path, "metadata", "namespace")
    yield from ((*path, "subjects", index, "namespace") for index, _ in _listed(value, "subjects"))
    for index, item in _listed(value, "items"):
        yield from _places(item, (*path, "items", index))


def _listed(value: dict[str, Any], name: str) -> Iterator[tuple[int, Any]]:
    found = value.get(name)
    yield from enumerate(found if isinstance(found, list) else ())
