"""IP addresses and CIDRs as the API server reads them: leniently at first, then by the rules of the field.

Source: `IsValidIP`, `IsValidIPForLegacyField` and their twins for CIDRs in the validation of apimachinery.
"""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import NamedTuple

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_BITS = 128
_IPV4_BITS = 32
_STANDARD_GROUP = 4
_ZERO_FIRST = re.compile(r"0[0-9]")
_OCTETS = re.compile(r"[0-9]+(?:\.[0-9]+){3}")
_PREFIX = re.compile(r"[0-9]+")


class _Read(NamedTuple):
    """An address and how it was written: with needless zeros, or as IPv4 inside IPv6."""

    address: Address
    padded: bool
    mapped: bool


def parse_address(text: str) -> Address | None:
    """The address in a text as the server reads it, or None if there is none.

    Leading zeros are decimal ("010.0.0.1" is 10.0.0.1), and an IPv4 address inside an IPv6 one is IPv4.
    """
    read = _read(text)
    return read.address if read else None


def parse_network(text: str) -> Network | None:
    """The network of a CIDR, without the bits beyond its prefix, or None if the text is no CIDR."""
    split = _split(text)
    if split is None:
        return None
    read, length = split
    if read.mapped:
        address = IPv6Address(int(read.address) | 0xFFFF << _IPV4_BITS)
        return ip_network((address, length), strict=False)
    return ip_network((read.address, length), strict=False)


def address_fault(text: str, *, strict: bool = True, canonical: bool = False) -> str | None:
    """What is wrong with an IP address, as the end of a sentence; None if nothing is.

    Args:
        text: the address as written.
        strict: refuse leading zeros and IPv4 inside IPv6, as fields of all ages do from Kubernetes 1.36.
        canonical: accept the shortest spelling only, as new fields do.
    """
    read = _read(text)
    if read is None:
        return "is not an IP address; write one such as 10.9.8.7 or 2001:db8::1"
    shortest = str(read.address)
    if (strict or canonical) and read.padded:
        return f"must not have leading zeros; write {shortest}"
    if (strict or canonical) and read.mapped:
        return f"must not be an IPv4 address inside an IPv6 one; write {shortest}"
    if canonical and text != shortest:
        return f"must be in its shortest form; write {shortest}"
    return None


def network_fault(text: str, *, strict: bool = True, canonical: bool = False) -> str | None:
    """What is wrong with a CIDR, as the end of a sentence; None if nothing is. Arguments as for `address_fault`."""
    split, network = _split(text), parse_network(text)
    if split is None or network is None:
        return "is not a CIDR; write one such as 10.9.8.0/24 or 2001:db8::/64"
    return _network_fault(text, split[0], network, canonical=canonical) if strict or canonical else None


def _network_fault(text: str, read: _Read, network: Network, *, canonical: bool) -> str | None:
    if read.padded or _ZERO_FIRST.match(text.partition("/")[2]):
        return f"must not have leading zeros; write {network}"
    if read.mapped:
        return "must not be an IPv4 address inside an IPv6 one; write the IPv4 network"
    if read.address != network.network_address:
        return f"must not have bits set beyond the prefix length; write {network}"
    if canonical and text != str(network):
        return f"must be in its shortest form; write {network}"
    return None


@lru_cache(maxsize=4096)
def _read(text: str) -> _Read | None:
    return _ipv6(text) if ":" in text else _ipv4(text)


def _ipv4(text: str) -> _Read | None:
    if not _OCTETS.fullmatch(text):
        return None
    octets = [octet.lstrip("0") or "0" for octet in text.split(".")]
    try:
        return _Read(IPv4Address(".".join(octets)), ".".join(octets) != text, mapped=False)
    except ValueError:
        return None


def _ipv6(text: str) -> _Read | None:
    head, colon, last = text.rpartition(":")
    tail = _ipv4(last) if "." in last else None
    groups = [group.lstrip("0") or "0" if len(group) > _STANDARD_GROUP else group for group in head.split(":")]
    if tail is None:
        last = last.lstrip("0") or "0" if len(last) > _STANDARD_GROUP else last
    plain = ":".join(groups) + colon + (str(tail.address) if tail else last)
    padded = bool(tail and tail.padded) or len(plain) != len(text)
    try:
        address = IPv6Address(plain) if "%" not in plain else None
    except ValueError:
        return None
    if address is None:
        return None
    inner = address.ipv4_mapped
    return _Read(inner or address, padded, mapped=inner is not None)


def _split(text: str) -> tuple[_Read, int] | None:
    """The address and the prefix length of a CIDR, the length as it is written."""
    address, _, prefix = text.partition("/")
    read = _read(address)
    if read is None or not _PREFIX.fullmatch(prefix):
        return None
    digits = prefix.lstrip("0") or "0"
    most = _IPV4_BITS if ":" not in address else _BITS
    if len(digits) > len(str(_BITS)) or int(digits) > most:
        return None
    return read, int(digits)
