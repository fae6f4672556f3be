"""Resource quantities: "500m", "1.5Gi", "1e3".

Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
"""

import re
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

_SUFFIXES = {
    "": Fraction(1),
    **{suffix: Fraction(1, 1000**power) for power, suffix in enumerate("mun", 1)},
    **{suffix: Fraction(1000**power) for power, suffix in enumerate("kMGTPE", 1)},
    **{f"{suffix}i": Fraction(1024**power) for power, suffix in enumerate("KMGTPE", 1)},
}
_SHAPE = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>[0-9]*)(?P<fraction>\.[0-9]*)?"
    r"(?P<suffix>[numkMGTPE]|[KMGTPE]i|[eE](?P<exponent>[+-]?[0-9]+)|)",
)
_LONGEST = 4000  # characters; the server knows no limit, Python reads no number of more than 4300 digits
_SHOWN = 100
_LARGEST = Fraction(2**63 - 1)  # the server caps quantities here instead of refusing them
_NANO = 10**9  # the finest step that the server keeps; smaller parts are rounded away from zero


@lru_cache(maxsize=4096)
def parse_quantity(text: str) -> Fraction:
    """Read a quantity exactly as the API server does, for which missing digits are zero: "Mi" and "." are 0.

    Args:
        text: the quantity as written, such as "500m", "1.5Gi" or "12e6".

    Returns:
        The exact number, at most 2^63-1, in steps of a billionth.

    Raises:
        ValueError: the text is no quantity; the message says what one looks like.
    """
    shape = _SHAPE.fullmatch(text) if text and len(text) <= _LONGEST else None
    if shape is None:
        raise ValueError(f'"{text[:_SHOWN]}" is not a quantity: write a number and a unit, such as 500m, 2 or 1.5Gi')
    value = _digits(shape) * _unit(shape)
    if shape["sign"] == "-":
        value = -value
    nanos = value * _NANO
    return min(Fraction(ceil(nanos) if nanos > 0 else floor(nanos), _NANO), _LARGEST)


def quantity(value: object) -> Fraction | None:
    """The quantity in a manifest's value (a string or a number), or None where there is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        return parse_quantity(value if isinstance(value, str) else str(value))
    except ValueError:
        return None


def _digits(shape: re.Match[str]) -> Fraction:
    decimals = (shape["fraction"] or ".")[1:]
    return Fraction(int(f"{shape['whole']}{decimals}" or "0"), 10 ** len(decimals))


def _unit(shape: re.Match[str]) -> Fraction:
    if not shape["exponent"]:
        return _SUFFIXES[shape["suffix"]]
    # Beyond these bounds the result is the largest quantity or the smallest step all the same.
    exponent = max(-2 * _LONGEST, min(2 * _LONGEST, int(shape["exponent"])))
    return Fraction(10) ** exponent
