"""A word that its field does not take: written as the one that it takes and that is spelt like it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.finding import Applicability
from kubeproof.repair.candidate import UNKNOWN_FIELD, Candidate, Situation
from kubeproof.repair.spelling import unlikeness
from kubeproof.repair.writing import scalar_node, write

if TYPE_CHECKING:
    from collections.abc import Iterator

_IDENTITIES = frozenset({"name", "namespace", "image", "host", "hostname", "claimName", "secretName", "serviceName"})
_NAMED = re.compile(r"(?:one of|did you mean|must be|write) (.*?)(?:;|\Z)")
_WORD = re.compile(r"(?<![\w.])[A-Za-z][\w./-]*\w")
_NOT_HERE = frozenset({UNKNOWN_FIELD, "KP203"})
_SYNONYMS = {"Keep": "Retain"}
_TOLD = re.compile(r'(?:must be|write) "([^"]+)"')
_OTHER_WORD = 1.2
_AS_TOLD = 2.0


def candidates(situation: Situation) -> Iterator[Candidate]:
    """Each word that the schema or the finding names as possible and that is spelt almost so."""
    target = situation.target
    if not target.path or target.code in _NOT_HERE:
        return
    node = scalar_node(situation.document, target.path)
    if node is None:
        return
    for word in _possible(situation, node.value):
        cost = _OTHER_WORD if _SYNONYMS.get(node.value) == word else unlikeness(node.value, word)
        if cost is not None:
            edit = write(situation, situation.document.span_of(node), word)
            yield Candidate((edit,), f"write {word}", 1 + cost, _applicability(situation))
    for text in (text for text in _TOLD.findall(target.message) if text != node.value.strip()):
        edit = write(situation, situation.document.span_of(node), text)
        yield Candidate((edit,), f"write {text}", _AS_TOLD, Applicability.UNSAFE)


def _possible(situation: Situation, written: str) -> list[str]:
    """The words of the schema; if it has none, those of the finding's message, which names what may stand there."""
    schema = situation.schema_at(situation.target.path) or {}
    listed = [word for word in schema.get("enum", ()) if isinstance(word, str) and word]
    named = [word for part in _NAMED.findall(situation.target.message) for word in _WORD.findall(part)]
    return [word for word in dict.fromkeys(listed or named) if word != written.strip()]


def _applicability(situation: Situation) -> Applicability:
    """Safe for a field with a few words of Kubernetes', unsafe for names and what the author is free to choose."""
    path = situation.target.path
    field = next((step for step in reversed(path) if isinstance(step, str)), "")
    free = isinstance((situation.schema_at(path[:-1]) or {}).get("additionalProperties"), dict)
    return Applicability.UNSAFE if field in _IDENTITIES or free else Applicability.SAFE
