"""The functions that Kubernetes adds to CEL, for the library that evaluates it: `kubeproof[cel]`.

Source: https://kubernetes.io/docs/reference/using-api/cel/
"""

from __future__ import annotations

import ipaddress
import re
from fractions import Fraction
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kubeproof.manifest.quantity import quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LIBRARY = "cel_expr_python"
_REFUSED = "refused: "
SURE = re.compile(r"Key not found in map|Index error: index=|divide by zero|" + _REFUSED)
"""The errors that the server's evaluation has, too; they break a rule."""

Quantity = dict[str, str]


@cache
def is_available() -> bool:
    """Whether the library is installed."""
    return find_spec(_LIBRARY) is not None


@lru_cache(maxsize=4096)
def compiled(expression: str) -> Any:  # noqa: ANN401 - the library is optional, and so are its types
    """A program for an expression; None if it cannot be compiled here, because of a function that is not known."""
    environment = _environment()
    try:
        return environment.compile(expression)
    except RuntimeError:  # the library's only error
        return None


@cache
def _environment() -> Any:  # noqa: ANN401 - as above
    cel = import_module(f"{_LIBRARY}.cel")
    extensions = [
        import_module(f"{_LIBRARY}.ext.ext_strings").ExtStrings(),
        import_module(f"{_LIBRARY}.ext.ext_optional").ExtOptional(),
    ]
    return cel.NewEnv(variables={"self": cel.Type.DYN}, functions=_declarations(cel), extensions=extensions)


def _declarations(cel: Any) -> list[Any]:  # noqa: ANN401 - as above
    """Name, whether it is called on a value, the types that it takes and gives (by the library's words), and what."""
    kinds = cel.Type
    types = {
        "bool": kinds.BOOL,
        "int": kinds.INT,
        "double": kinds.DOUBLE,
        "string": kinds.STRING,
        "any": kinds.DYN,
        "list": kinds.List(kinds.DYN),
        "strings": kinds.List(kinds.STRING),
        "quantity": kinds.Map(kinds.STRING, kinds.STRING),
    }
    overloads: dict[str, list[Any]] = {}
    for name, member, takes, gives, function in _FUNCTIONS:
        overload = cel.Overload(
            f"{name}({','.join(takes)})",
            types[gives],
            [types[each] for each in takes],
            is_member=member,
            impl=function,
        )
        overloads.setdefault(name, []).append(overload)
    return [cel.FunctionDecl(name, each) for name, each in overloads.items()]


def _quantity(text: str) -> Quantity:
    number = quantity(text)
    if number is None:
        raise ValueError(f"{_REFUSED}{text} is no quantity")
    return {"quantity": str(number)}


def _number(value: Quantity) -> Fraction:
    return Fraction(value["quantity"])


def _compared(one: Quantity, other: Quantity) -> int:
    return (_number(one) > _number(other)) - (_number(one) < _number(other))


def _sum_of(one: Quantity, other: Quantity) -> Quantity:
    return {"quantity": str(_number(one) + _number(other))}


def _difference(one: Quantity, other: Quantity) -> Quantity:
    return {"quantity": str(_number(one) - _number(other))}


def _found(text: str, pattern: str) -> str:
    match = re.search(pattern, text)
    return match[0] if match else ""


def _all_found(text: str, pattern: str) -> list[str]:
    return [match[0] for match in re.finditer(pattern, text)]


def _extreme(choose: Callable[[Sequence[Any]], Any]) -> Callable[[Sequence[Any]], Any]:
    def chosen(items: Sequence[Any]) -> Any:  # noqa: ANN401 - an item
        if not items:
            raise ValueError(f"{_REFUSED}the list is empty")
        return choose(items)

    return chosen


def _is_url(text: str) -> bool:
    """Whether it is a URL with a scheme and a host, or a path."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = not re.search(r"[\s\x00-\x20]", text)
    return plain and (bool(parts.scheme and (parts.netloc or parts.path)) or text.startswith("/"))


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return "%" not in text


def _is_cidr(text: str) -> bool:
    address, _, bits = text.partition("/")
    if not _is_ip(address) or not (bits.isascii() and bits.isdigit()):
        return False
    return int(bits) <= ipaddress.ip_address(address).max_prefixlen


def _address(text: str) -> Quantity:
    if not _is_ip(text):
        raise ValueError(f"{_REFUSED}{text} is no IP address")
    return {"address": str(ipaddress.ip_address(text))}


def _family(address: Quantity) -> int:
    return ipaddress.ip_address(address["address"]).version


_FUNCTIONS: tuple[tuple[str, bool, tuple[str, ...], str, Callable[..., Any]], ...] = (
    ("isQuantity", False, ("string",), "bool", lambda text: quantity(text) is not None),
    ("quantity", False, ("string",), "quantity", _quantity),
    ("compareTo", True, ("quantity", "quantity"), "int", _compared),
    ("isLessThan", True, ("quantity", "quantity"), "bool", lambda one, other: _number(one) < _number(other)),
    ("isGreaterThan", True, ("quantity", "quantity"), "bool", lambda one, other: _number(one) > _number(other)),
    ("add", True, ("quantity", "quantity"), "quantity", _sum_of),
    ("sub", True, ("quantity", "quantity"), "quantity", _difference),
    ("sign", True, ("quantity",), "int", lambda one: (_number(one) > 0) - (_number(one) < 0)),
    ("isInteger", True, ("quantity",), "bool", lambda one: _number(one).denominator == 1),
    ("asInteger", True, ("quantity",), "int", lambda one: int(_number(one))),
    ("asApproximateFloat", True, ("quantity",), "double", lambda one: float(_number(one))),
    ("find", True, ("string", "string"), "string", _found),
    ("findAll", True, ("string", "string"), "strings", _all_found),
    ("isSorted", True, ("list",), "bool", lambda items: list(items) == sorted(items)),
    ("sum", True, ("list",), "any", sum),
    ("min", True, ("list",), "any", _extreme(min)),
    ("max", True, ("list",), "any", _extreme(max)),
    ("isURL", False, ("string",), "bool", _is_url),
    ("isIP", False, ("string",), "bool", _is_ip),
    ("isCIDR", False, ("string",), "bool", _is_cidr),
    ("ip", False, ("string",), "quantity", _address),
    ("family", True, ("quantity",), "int", _family),
    ("sets.contains", False, ("list", "list"), "bool", lambda one, other: all(each in one for each in other)),
    ("sets.intersects", False, ("list", "list"), "bool", lambda one, other: any(each in one for each in other)),
)
