"""How far words are apart: what a person takes for the same word costs least."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kubeproof.repair.spelling import unlikeness

NAMES = ("containers", "imagePullPolicy", "nonResourceURLs", "matchLabels", "timeoutSeconds", "ReadWriteOnce")


@pytest.mark.parametrize("known", NAMES)
@pytest.mark.parametrize("spell", [str.lower, str.upper, lambda name: f"_{name}", lambda name: f"{name}."])
def test_case_and_signs_cost_nothing(known: str, spell: object) -> None:
    assert callable(spell)
    assert unlikeness(spell(known), known) == 0


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("match labels", "matchLabels"),
        ("matchLabel", "matchLabels"),
        ("policies", "policy"),
        ("contianers", "containers"),
        ("RWO", "ReadWriteOnce"),
        ("timeout", "timeoutSeconds"),
        ("imageName", "image"),
        ("TCP/IP", "TCP"),
    ],
)
def test_what_people_write_is_like_what_they_mean(written: str, known: str) -> None:
    assert unlikeness(written, known) is not None


@pytest.mark.parametrize(
    ("written", "known"),
    [("version", "resourceVersion"), ("imageTag", "image"), ("owner", "ownerReferences"), ("", "kind"), ("x", "y")],
)
def test_words_that_may_mean_something_else_are_not_alike(written: str, known: str) -> None:
    assert unlikeness(written, known) is None


def test_fewer_wrong_letters_cost_less() -> None:
    one, two = unlikeness("contaners", "containers"), unlikeness("contaners", "containrs")
    assert one is not None
    assert two is not None
    worse = unlikeness("cntaners", "containers")
    assert worse is not None
    assert one < worse


@given(st.sampled_from(NAMES), st.integers(0, 30))
def test_a_swapped_letter_is_always_recognised(name: str, at: int) -> None:
    at %= len(name) - 1
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    assert unlikeness(swapped, name) is not None
