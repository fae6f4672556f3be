"""A level too many: its fields take its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.finding import Applicability
from kubeproof.repair.candidate import UNKNOWN_FIELD, WRONG_TYPE, Candidate, Situation
from kubeproof.repair.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath

_COST = 1.0
_MISPLACED = 0.7
_COMMON = 8
_NAME = "name"
"""A field that a level may be meant for, if the map lacks it: `web: {...}` for `name: web`."""


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The fields below an unknown field, or below one of the wrong type, one level further up."""
    target = situation.target
    if target.code not in (UNKNOWN_FIELD, WRONG_TYPE) or not target.path or not isinstance(target.path[-1], str):
        return
    layout = Layout(situation)
    key = target.path[-1]
    outer, inner = layout.keys(target.path[:-1]), layout.keys(target.path)
    if not inner or set(inner) & (set(outer) - {key}):
        return
    fits = all(situation.may_hold(target.path[:-1], key) for key in inner)
    if fits or (target.code == WRONG_TYPE and situation.types_with(key)):
        edits = layout.unwrap(target.path)
        outer_fields = any(situation.declares(target.path[:depth], key) for depth in range(len(target.path) - 1))
        if edits:
            message = f"take {key} away: what it holds belongs one level further up"
            if target.code == UNKNOWN_FIELD:
                named = situation.declares(target.path[:-1], _NAME) and _NAME not in {*outer, *inner}
                vague = named or _vague(situation, layout, target.path, inner)
            else:
                vague = not _is_level(situation, key)
            applicability = Applicability.UNSAFE if vague else Applicability.SAFE
            yield Candidate(edits, message, _COST + _MISPLACED * outer_fields, applicability)


def _is_level(situation: Situation, key: str) -> bool:
    """Whether some type has a map by that name; otherwise the key is one that the author chose, and would be lost."""
    found = (schema.get("properties", {}).get(key) for schema in situation.catalog.definitions.values())
    return any("object" in situation.catalog.resolve(each).get("type", ()) for each in found if each)


def _vague(situation: Situation, layout: Layout, path: FieldPath, inner: list[str]) -> bool:
    """Whether the level holds nothing but one plain value of a common name, which may belong anywhere."""
    single = len(inner) == 1 and not isinstance(layout.value((*path, inner[0])), (dict, list))
    return single and situation.types_with(inner[0]) >= _COMMON
