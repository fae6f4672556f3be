"""An amount that cannot be read: the unit in its right letters, without a space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kubeproof.finding import Applicability
from kubeproof.repair.candidate import Candidate, Situation
from kubeproof.repair.writing import scalar_node, write

if TYPE_CHECKING:
    from collections.abc import Iterator

_AMOUNT = re.compile(r"(?P<sign>-?)(?P<number>[0-9]+(?:[.,][0-9]+)?)\s*(?P<unit>[A-Za-z ]*)\Z")
_BINARY = ("Ki", "Mi", "Gi", "Ti", "Pi", "Ei")
_DECIMAL = ("k", "M", "G", "T", "P", "E")
_UNITS = frozenset({"", "m", "u", "n", *_DECIMAL, *_BINARY})
_CPU = re.compile(r"(?:v?cpus?|cores?)\Z", re.IGNORECASE)
_BYTES = re.compile(r"(?:b|bytes?)\Z", re.IGNORECASE)
_GUESS = 1.5


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The amount that is meant; what changes more than the look of the unit is not safe."""
    node = scalar_node(situation.document, situation.target.path)
    found = _AMOUNT.match(node.value.strip()) if node is not None else None
    if node is None or found is None or not _is_quantity(situation):
        return
    number, unit = found["number"].replace(",", "."), found["unit"].strip()
    for likely, sure in _units(unit):
        plain = sure and not found["sign"] and "," not in found["number"]
        text = f"{number}{likely}"
        edit = write(situation, situation.document.span_of(node), text)
        applicability = Applicability.SAFE if plain else Applicability.UNSAFE
        yield Candidate((edit,), f"write {text}", 1 if plain else _GUESS, applicability)


def _is_quantity(situation: Situation) -> bool:
    schema = situation.schema_at(situation.target.path) or {}
    return schema.get("format") == "quantity" or situation.target.code in ("KP402", "KP521")


def _units(unit: str) -> Iterator[tuple[str, bool]]:
    """Units that a written one may stand for, and whether it can be no other."""
    if unit in _UNITS:
        yield unit, True
        return
    for known in _BINARY:
        if unit.lower() == known.lower():
            yield known, True
    for ending in (_CPU, _BYTES):
        shorter = ending.sub("", unit).strip()
        if shorter != unit and shorter in _UNITS - set(_DECIMAL):
            yield shorter, False
