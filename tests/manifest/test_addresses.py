from __future__ import annotations

import pytest

from kubeproof.manifest.addresses import address_fault, network_fault, parse_address, parse_network


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("010.00.0.1", "10.0.0.1"),
        ("::ffff:1.2.3.4", "1.2.3.4"),
        ("::1.2.3.4", "::102:304"),
        ("FE80:0:0:0:0:0:0:0abc", "fe80::abc"),
        ("00001::", "1::"),
    ],
)
def test_an_address_is_read_as_the_server_reads_it(text: str, meant: str) -> None:
    assert str(parse_address(text)) == meant
    assert address_fault(text, strict=False) is None


@pytest.mark.parametrize(
    "text",
    ["", ":", "1.2.3", "1.2.3.4 ", "256.1.1.1", "1:2:3:4:5:6:7:8::", "fe80::1%eth0", "g::", "²::", "10.0.0.0/8"],
)
def test_what_is_no_address_is_none(text: str) -> None:
    assert parse_address(text) is None
    assert address_fault(text, strict=False) is not None


@pytest.mark.parametrize("text", ["010.0.0.1", "::ffff:1.2.3.4", "00001::"])
def test_strict_fields_refuse_what_others_could_misread(text: str) -> None:
    assert address_fault(text) is not None


def test_only_new_fields_want_the_shortest_form() -> None:
    assert address_fault("2001:DB8::1") is None
    assert "2001:db8::1" in (address_fault("2001:DB8::1", canonical=True) or "")


@pytest.mark.parametrize("text", ["10.0.0.0", "10.0.0.0/33", "10.0.0.0/", "/8", "a/b/c", "10.0.0.0/8/8", "10.0.0.0/+8"])
def test_what_is_no_network_is_none(text: str) -> None:
    assert parse_network(text) is None
    assert network_fault(text, strict=False) is not None


@pytest.mark.parametrize("text", ["10.0.0.1/8", "10.0.0.0/08", "010.0.0.0/8", "::ffff:10.0.0.0/104"])
def test_strict_fields_refuse_networks_that_are_ambiguous(text: str) -> None:
    assert parse_network(text) is not None
    assert network_fault(text, strict=False) is None
    assert network_fault(text) is not None
