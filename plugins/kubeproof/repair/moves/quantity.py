"""An amount that cannot be read: the unit in its right letters, without a space."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from kubeproof.finding import Applicability
from kubeproof.repair.candidate import Candidate, Situation
from kubeproof.repair.writing import scalar_node, write
from kubeproof.text.edit import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_AMOUNT = re.compile(r"(?P<sign>-?)(?P<number>[0-9]+(?:[.,][0-9]+)?)\s*(?P<unit>[A-Za-z ]*)\Z")
_BINARY = ("Ki", "Mi", "Gi", "Ti", "Pi", "Ei")
_DECIMAL = ("k", "M", "G", "T", "P", "E")
_UNITS = frozenset({"", "m", "u", "n", *_DECIMAL, *_BINARY})
_SPLIT = re.compile(r"(?<![0-9])(?P<whole>[0-9]++),(?P<part>[0-9]+[A-Za-z]*)\Z")
_CPU = re.compile(r"(?:v?cpus?|cores?)\Z", re.IGNORECASE)
_BYTES = re.compile(r"(?:b|bytes?)\Z", re.IGNORECASE)
_QUANTITY_RULES = frozenset({"KP402", "KP521"})
_GUESS = 1.5


def candidates(situation: Situation) -> Iterator[Candidate]:
    """The amount that is meant; what changes more than the look of the unit is not safe."""
    yield from _split_at_comma(situation)
    node = scalar_node(situation.document, situation.target.path)
    if node is None or not _is_quantity(situation):
        return
    for text, sure in _amounts(node.value, str(situation.target.path[-1])):
        applicability = Applicability.SAFE if sure else Applicability.UNSAFE
        edit = write(situation, situation.document.span_of(node), text)
        yield Candidate((edit,), f"write {text}", 1 if sure else _GUESS, applicability)


def _split_at_comma(situation: Situation) -> Iterator[Candidate]:
    """`{cpu: 0,5}`, which is two entries in braces: with the point that was meant."""
    span, text = situation.target.span, situation.text
    found = _SPLIT.search(text, 0, span.end)
    if found and found.start("part") == span.start:
        likely = _in_thousandths(f"{found['whole']}.{found['part']}")
        edit = Edit(found.start("whole"), span.end, likely)
        yield Candidate((edit,), f"write {likely}", _GUESS, Applicability.UNSAFE)


def _in_thousandths(number: str) -> str:
    """A part of one as people write it, `1m` for `0.001`; anything else as it is."""
    thousandths = Decimal(number) * 1000 if number[0] == "0" else Decimal("0.5")
    return f"{thousandths.normalize():f}m" if thousandths == int(thousandths) else number


def _is_quantity(situation: Situation) -> bool:
    schema = situation.schema_at(situation.target.path) or {}
    return schema.get("format") == "quantity" or situation.target.code in _QUANTITY_RULES


def _amounts(written: str, resource: str) -> Iterator[tuple[str, bool]]:
    """What an amount may stand for, and whether it can be nothing else."""
    found = _AMOUNT.match(written.strip())
    if found is None:
        return
    number, unit = found["number"].replace(",", "."), found["unit"].strip()
    plain = not found["sign"] and "," not in found["number"]
    if unit == "M" and "cpu" in resource:
        yield f"{number}m", False
    for likely, sure in _units(unit):
        yield _in_thousandths(number) if "," in found["number"] and not likely else f"{number}{likely}", sure and plain


def _units(unit: str) -> Iterator[tuple[str, bool]]:
    """Units that a written one may stand for, and whether it can be no other."""
    if unit in _UNITS:
        yield unit, True
        return
    yield from ((known, True) for known in _BINARY if unit.lower() == known.lower())
    for ending in (_CPU, _BYTES):
        shorter = ending.sub("", unit).strip()
        if shorter != unit and shorter in _UNITS - set(_DECIMAL):
            yield shorter, False
