"""A number or a boolean where a text belongs: put in quotes as it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.finding import Applicability
from kubeproof.repair.candidate import Candidate, Situation
from kubeproof.repair.writing import scalar_node, source_of, write_bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath

WRONG_TYPE = "KP302"
_TRUTH = frozenset({"true", "false"})
_LETTERS = frozenset({"y", "n"})
_SWITCH = frozenset({"0", "1"})
_NAMES = frozenset({"app", "instance", "component"})
_WHOLE = re.compile(r"[1-9][0-9]*\Z")
_FRACTION = re.compile(r"[0-9]+\.[0-9]*[1-9][0-9]*\Z")
_HASH = re.compile(r"[0-9]{2,}e[0-9]{2,}\Z")


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The value in double quotes, in the author's own spelling: `1.10` becomes `"1.10"`."""
    target = situation.target
    node = scalar_node(situation.document, target.path)
    schema = situation.schema_at(target.path) or {}
    if target.code != WRONG_TYPE or node is None or node.style or "string" not in schema.get("type", ()):
        return
    text = source_of(situation, node)
    if text == node.value:
        sure = _is_sure(situation, text)
        applicability = Applicability.SAFE if sure else Applicability.UNSAFE
        edit = write_bare(situation.document.span_of(node), f'"{text}"')
        yield Candidate((edit,), f'write "{text}" in quotes: a text', 1, applicability)


def _is_sure(situation: Situation, text: str) -> bool:
    """Whether the value can only be a text that lost its quotes."""
    path = situation.target.path
    if _is_variable_name(path) or path[-1] == "image":
        return False
    if _is_name(path):
        return text in _LETTERS or (_is_number(text) and "." not in text)
    if isinstance(path[-1], int) or path[-1] == "value":
        return text == text.lower()
    parent = situation.schema_at(path[:-1]) or {}
    if not isinstance(parent.get("additionalProperties"), dict):
        return _is_number(text)
    if _may_be_field(situation, path):
        return False
    return text in _TRUTH or _is_number(text) or (text in _SWITCH and _is_among_numbers(situation, path))


def _may_be_field(situation: Situation, path: FieldPath) -> bool:
    """Whether a free key may be a field that slipped in among labels or the like."""
    key = str(path[-1])
    if key != key.lower() and situation.types_with(key):
        return True
    around = [path[:depth] for depth in range(len(path) - 1)]
    beside = [(*each, name) for each in around for name in (situation.schema_at(each) or {}).get("properties", {})]
    return any(situation.declares(each, key) for each in (*around, *beside))


def _is_variable_name(path: FieldPath) -> bool:
    """Whether the value is the name of an environment variable, for which `y` and `NO` are unlikely."""
    return len(path) > 2 and path[-3] == "env" and path[-1] == "name"  # noqa: PLR2004 - env, its index, name


def _is_name(path: FieldPath) -> bool:
    """Whether the value names something; nobody names a thing `true`, but `y` or `2025` may be."""
    key = str(path[-1]).rpartition("/")[2].lower()
    return key in _NAMES or key.endswith(("name", "namespace", "path"))


def _is_among_numbers(situation: Situation, path: FieldPath) -> bool:
    """Whether no value beside it is a text."""
    beside = situation.document.value_at(path[:-1])
    return all(not isinstance(value, str) for value in beside.values())


def _is_number(text: str) -> bool:
    """Whether a number in a label or the like looks like what people write there.

    `1` or `1.0` may stand for something else that the author had in mind; `12e10` is how a hash looks, not how people
    write numbers.
    """
    return text not in _SWITCH and bool(_WHOLE.match(text) or _FRACTION.match(text) or _HASH.match(text))
