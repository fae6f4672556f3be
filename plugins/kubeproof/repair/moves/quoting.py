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
_SWITCH = frozenset({"0", "1"})
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
        sure = _is_plain(text) or not _is_doubtful(situation, target.path)
        applicability = Applicability.SAFE if sure else Applicability.UNSAFE
        edit = write_bare(situation.document.span_of(node), f'"{text}"')
        yield Candidate((edit,), f'write "{text}" in quotes: a text', 1, applicability)


def _is_plain(text: str) -> bool:
    """Whether a text can only be a value that lost its quotes.

    `yes`, `1` or `1.0` may also stand for something else that the author had in mind; `12e10` is how a hash looks, not
    how people write numbers.
    """
    if text in _TRUTH:
        return True
    return text not in _SWITCH and bool(_WHOLE.match(text) or _FRACTION.match(text) or _HASH.match(text))


def _is_doubtful(situation: Situation, path: FieldPath) -> bool:
    """Whether a place takes any text, so that nothing tells what is meant: a value of a free map, a variable's name."""
    if path[-1] == "name" and len(path) > 2 and path[-3] == "env":  # noqa: PLR2004 - env, its index, name
        return True
    parent = situation.schema_at(path[:-1]) or {}
    return "additionalProperties" in parent and path[-1] not in parent.get("properties", {})
