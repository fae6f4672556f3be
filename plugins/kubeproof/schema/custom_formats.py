"""The formats of texts that the server checks in custom resources, by their names without `-`.

Formats that nobody uses in manifests (`isbn`, `creditcard`, `ssn`, `rgbcolor`, `bsonobjectid`) are not judged.

Source: `supportedVersionedFormats` in `k8s.io/apiextensions-apiserver/pkg/apiserver/validation/formats.go`.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_UUID = "[0-9a-f]{8}-?[0-9a-f]{4}-?%s-?%s-?[0-9a-f]{12}"
_HEX, _VARIANT = "[0-9a-f]{4}", "[89ab][0-9a-f]{3}"
_TIME = re.compile(r"(\d\d):(\d\d):(\d\d)(?:.\d+)?(?:z|[+-]\d\d:\d\d)", re.ASCII)
_GO_DURATION = re.compile(r"[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)", re.ASCII)
_GO_PART = re.compile(r"(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)", re.ASCII)
_WORDS = re.compile(r"(\d+)\s*([A-Za-zµ]+)", re.ASCII)
_UNITS: tuple[tuple[float, tuple[str, ...]], ...] = (
    (1e-9, ("ns", "nano")),
    (1e-6, ("us", "µs", "micro")),
    (1e-3, ("ms", "milli")),
    (1, ("s", "sec")),
    (60, ("m", "min")),
    (3600, ("h", "hr", "hour")),
    (86400, ("d", "day")),
    (604800, ("w", "wk", "week")),
)
_SECONDS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600}
_MAIL = re.compile(r"(?:[^<>@]*<)?[^\s<>@,;]+@[^\s<>@,;]+>?")
_LOOSE_LABEL = re.compile(r"[^\s_.!\"#%&'()*,/:;?@\[\\\]{}]+")
_MAC = re.compile(
    r"(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4,18}[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2,9}[0-9a-f]{4}", re.IGNORECASE
)
_MAC_LENGTHS = (6, 8, 20)


def parse_duration(text: str) -> timedelta | None:
    """A duration as Go writes it (`1h30m`) or in words (`2 minutes`); None if it is none."""
    if _GO_DURATION.fullmatch(text):
        seconds = sum(float(number) * _SECONDS[unit] for number, unit in _GO_PART.findall(text))
        return timedelta(seconds=-seconds if text.startswith("-") else seconds)
    total, known = 0.0, False
    for number, word in _WORDS.findall(text):
        for seconds, names in _UNITS:
            if word.lower() in names or word.lower().startswith(names[-1]):
                total, known = total + int(number) * seconds, True
    return timedelta(seconds=total) if known else None


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text.replace("0000", "2000", 1))
    except ValueError:
        return False
    return True


def _is_time(text: str) -> bool:
    """A date, `T` and a time; what stands after another `T` is not looked at."""
    parts = text.lower().split("t")
    found = _TIME.fullmatch(parts[1]) if len(parts) > 1 and _is_date(parts[0]) else None
    return found is not None and found[1] <= "23" and found[2] <= "59" and found[3] <= "59"


def _is_uri(text: str) -> bool:
    """A URL with a scheme, or a path that begins with `/`; finer mistakes are passed over."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*:.|/", text))


def _is_hostname(text: str) -> bool:
    return bool(text) and (not text.isascii() or all(_LOOSE_LABEL.fullmatch(label) for label in text.split(".")))


def _is_address(text: str, version: int) -> bool:
    try:
        return ipaddress.ip_address(text).version == version
    except ValueError:
        return False


def _is_range(text: str) -> bool:
    address, slash, bits = text.partition("/")
    try:
        largest = ipaddress.ip_address(address).max_prefixlen
    except ValueError:
        return False
    return bool(slash) and bits.isascii() and bits.isdigit() and int(bits) <= largest


def _is_mac(text: str) -> bool:
    return bool(_MAC.fullmatch(text)) and len(re.sub(r"[:.-]", "", text)) // 2 in _MAC_LENGTHS


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode(text.replace("\n", "").replace("\r", ""), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def _uuid(third: str, fourth: str) -> Callable[[str], bool]:
    pattern = re.compile(_UUID % (third, fourth), re.IGNORECASE)
    return lambda text: pattern.fullmatch(text) is not None


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


FORMATS: dict[str, Callable[[str], bool]] = {
    "byte": _is_base64,
    "cidr": _is_range,
    "date": _is_date,
    "datetime": _is_time,
    "duration": lambda text: parse_duration(text) is not None,
    "email": lambda text: _MAIL.fullmatch(text) is not None,
    "hexcolor": _matches("#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})"),
    "hostname": _is_hostname,
    "ipv4": lambda text: _is_address(text, 4),
    "ipv6": lambda text: _is_address(text, 6),
    "mac": _is_mac,
    "uri": _is_uri,
    "uuid": _uuid(_HEX, _HEX),
    "uuid3": _uuid("3[0-9a-f]{3}", _HEX),
    "uuid4": _uuid("4[0-9a-f]{3}", _VARIANT),
    "uuid5": _uuid("5[0-9a-f]{3}", _VARIANT),
}
