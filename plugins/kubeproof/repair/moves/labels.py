"""A selector that does not select its own template, or one of the two missing: made to agree. Never safe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from kubeproof.finding import Applicability
from kubeproof.repair.candidate import Candidate, Situation
from kubeproof.repair.writing import filling, insertion, scalar_node, write
from kubeproof.text.nearest import distance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath

_FARTHEST = 2
_RARE = 0.3
_LABELS = ("template", "metadata", "labels")


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The selector and the labels with the same letters, or the missing one written from the other."""
    path = situation.target.path
    for depth, step in enumerate(path):
        if step in ("selector", "template"):
            yield from _agreeing(situation, path[:depth])
            return


def _agreeing(situation: Situation, spec: FieldPath) -> Iterator[Candidate]:
    where = (*spec, "selector")
    is_new_style = "matchLabels" in (situation.schema_at(where) or {}).get("properties", {})
    inside = (*where, "matchLabels") if is_new_style else where
    selector = situation.document.value_at(inside)
    labels = situation.document.value_at((*spec, *_LABELS))
    if _are_labels(selector) and _are_labels(labels):
        for key in selector.keys() & labels.keys():
            yield from _respelt(situation, (*inside, key), (*spec, *_LABELS, key))
    elif _are_labels(labels) and situation.document.value_at(where) is None:
        tree = {"selector": {"matchLabels": labels} if is_new_style else labels}
        yield from _added(situation, spec, tree, "template")
    elif _are_labels(selector):
        yield from _labelled(situation, (*spec, "template"), selector)


def _are_labels(value: Any) -> bool:  # noqa: ANN401 - any YAML value
    return isinstance(value, dict) and bool(value) and all(isinstance(item, str) for item in value.values())


def _respelt(situation: Situation, *paths: FieldPath) -> Iterator[Candidate]:
    """Two values that are alike, each written as the other; the one that stands elsewhere too is the likelier."""
    nodes = [scalar_node(situation.document, path) for path in paths]
    for node, model in (nodes, reversed(nodes)):
        if node is None or model is None or not 0 < distance(node.value, model.value) <= _FARTHEST:
            continue
        rare = _uses(situation, model.value) < _uses(situation, node.value)
        edit = write(situation, situation.document.span_of(node), model.value)
        cost = 1 + _RARE * rare
        yield Candidate((edit,), f"write {model.value}", cost, Applicability.UNSAFE)


def _uses(situation: Situation, word: str) -> int:
    return len(re.findall(rf"(?<![\w-]){re.escape(word)}(?![\w-])", situation.text))


def _labelled(situation: Situation, template: FieldPath, labels: dict[str, str]) -> Iterator[Candidate]:
    metadata = situation.document.node_at((*template, "metadata"))
    if isinstance(metadata, yaml.ScalarNode):
        edit = filling(situation, (*template, "metadata"), {"labels": labels})
        yield Candidate((edit,), "add labels", 1, Applicability.UNSAFE)
    elif isinstance(metadata, yaml.MappingNode) and metadata.value:
        yield from _added(situation, (*template, "metadata"), {"labels": labels}, str(metadata.value[0][0].value))
    else:
        yield from _added(situation, template, {"metadata": {"labels": labels}}, "spec")


def _added(situation: Situation, path: FieldPath, tree: dict[str, Any], before: str) -> Iterator[Candidate]:
    edit = insertion(situation, (*path, before), tree)
    if edit is not None:
        yield Candidate((edit,), f"add {next(iter(tree))}", 1, Applicability.UNSAFE)
