"""Something that stands there twice: the copy is taken out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import yaml

from kubeproof.finding import Applicability
from kubeproof.repair.candidate import Candidate, Situation
from kubeproof.repair.writing import removal, whole_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
_REPEATED_KEY = "KP102"
_JOINED = 1.6
_BESIDE = ("requests", "limits")


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The text without a key that is there before with the same value, or without an item that is there before."""
    if situation.target.code == _REPEATED_KEY:
        yield from _keys(situation)
    else:
        yield from _items(situation)


def _keys(situation: Situation) -> Iterator[Candidate]:
    path, span = situation.target.path, situation.target.span
    parent = situation.document.node_at(path[:-1])
    if not isinstance(parent, yaml.MappingNode):
        return
    values = [(key, value) for key, value in parent.value if key.value == path[-1]]
    edit = removal(situation, path, span)
    if edit is not None and len(values) > 1 and all(_same(values[0][1], value) for _, value in values[1:]):
        applicability = Applicability.UNSAFE if _may_be_of_another(situation, parent) else Applicability.SAFE
        message = f"remove the second {path[-1]}, which says the same"
        yield Candidate((edit,), message, applicability=applicability)
    line = situation.outline.line_at(span.start)
    if line.opens and not line.dashes:
        edit = whole_lines(situation, range(line.number, line.number + 1))
        message = f"remove the second {path[-1]}: what follows belongs to the first"
        yield Candidate((edit,), message, _JOINED, Applicability.UNSAFE)


def _may_be_of_another(situation: Situation, parent: yaml.MappingNode) -> bool:
    """Whether the copy may belong to another map.

    So it is if several keys are repeated, if the next item lacks it, if labels are lost, if the key of the map that it
    began may be lost, or if it stands at the end and a map beside lacks it.
    """
    path = situation.target.path
    keys = [key.value for key, _ in parent.value]
    if len(keys) - len(set(keys)) > 1 or (path[-2:] == ("metadata", "name") and "labels" not in keys):
        return True
    if len(path) > 1 and _is_free(situation, path[:-2]):
        return True
    around = situation.document.value_at(path[:-2]) if len(path) > 1 else None
    beside = around if isinstance(around, list) else []
    if isinstance(around, dict):
        apart = _is_free(situation, path[:-1]) and (path[-1], path[-1]) not in pairwise(keys)
        beside = [around.get(name) for name in (_BESIDE if path[-2] in _BESIDE else around if apart else ())]
    return any(isinstance(each, dict) and path[-1] not in each for each in beside)


def _is_free(situation: Situation, path: FieldPath) -> bool:
    return isinstance((situation.schema_at(path) or {}).get("additionalProperties"), dict)


def _same(one: yaml.Node, other: yaml.Node) -> bool:
    """Whether two nodes say the same."""
    if one.tag != other.tag:
        return False
    if isinstance(one, yaml.ScalarNode):
        return bool(one.value == other.value)
    ones, others = list(_parts(one)), list(_parts(other))
    return len(ones) == len(others) and all(map(_same, ones, others))


def _parts(node: yaml.Node) -> Iterator[yaml.Node]:
    for part in node.value:
        yield from part if isinstance(part, tuple) else (part,)


def _items(situation: Situation) -> Iterator[Candidate]:
    path = situation.target.path
    for depth, step in enumerate(path):
        items = situation.document.value_at(path[:depth])
        if isinstance(step, int) and isinstance(items, list) and items[step] in items[:step]:
            edit = removal(situation, path[: depth + 1])
            if edit is not None:
                yield Candidate((edit,), "remove the second of two equal items", 1, Applicability.UNSAFE)
