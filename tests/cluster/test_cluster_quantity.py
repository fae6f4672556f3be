from fractions import Fraction

import pytest

from kubeproof.manifest.quantity import parse_quantity, quantity


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("4", 4),
        ("+4", 4),
        ("-2", -2),
        ("500m", Fraction(1, 2)),
        ("1.5", Fraction(3, 2)),
        (".5", Fraction(1, 2)),
        ("5.", 5),
        ("3u", Fraction(3, 10**6)),
        ("7n", Fraction(7, 10**9)),
        ("2k", 2000),
        ("2M", 2 * 10**6),
        ("2G", 2 * 10**9),
        ("2T", 2 * 10**12),
        ("2P", 2 * 10**15),
        ("2E", 2 * 10**18),
        ("1Ki", 1024),
        ("1.5Mi", 3 * 2**19),
        ("4Gi", 2**32),
        ("1Ti", 2**40),
        ("1Pi", 2**50),
        ("1Ei", 2**60),
        ("1e3", 1000),
        ("1E3", 1000),
        ("12e-1", Fraction(6, 5)),
        ("1e+2", 100),
        ("0.1n", Fraction(1, 10**9)),
        ("-0.1n", Fraction(-1, 10**9)),
        ("100E", 2**63 - 1),
        ("1e999999999999", 2**63 - 1),
        ("0e999999999999", 0),
        ("1e-999999999999", Fraction(1, 10**9)),
        ("Mi", 0),
        ("m", 0),
        (".", 0),
        ("e3", 0),
    ],
)
def test_reads_what_the_server_reads(text: str, number: Fraction) -> None:
    assert parse_quantity(text) == number


@pytest.mark.parametrize(
    "text",
    ["", " 1", "1 ", "1 Gi", "1gb", "1K", "1ki", "1Gib", "1e", "1e1.5", "1.2.3", "0x10", "ten"],
)
def test_refuses_what_is_no_quantity(text: str) -> None:
    with pytest.raises(ValueError, match="is not a quantity: write a number and a unit"):
        parse_quantity(text)


@pytest.mark.parametrize(
    ("value", "number"),
    [(2, 2), (0.5, Fraction(1, 2)), ("1Gi", 2**30), (True, None), (None, None), ([], None), (float("nan"), None)],
)
def test_reads_the_values_of_a_manifest(value: object, number: Fraction | None) -> None:
    assert quantity(value) == number
    assert quantity(10**5000) is None
