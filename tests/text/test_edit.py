from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kubeproof.text.edit import Edit, OverlapError, apply
from kubeproof.text.nearest import distance, nearest


def test_the_order_of_edits_does_not_matter() -> None:
    edits = [Edit(0, 1, "x"), Edit(2, 3, ""), Edit(4, 4, "yz")]
    assert apply("abcd", edits) == apply("abcd", reversed(edits)) == "xbdyz"


@pytest.mark.parametrize("edits", [[Edit(0, 2, ""), Edit(1, 3, "")], [Edit(3, 9, "")], [Edit(2, 1, "")]])
def test_edits_that_do_not_fit_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(OverlapError):
        apply("abcd", edits)


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_a_distance_is_the_same_both_ways_and_zero_only_for_equals(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


def test_a_swap_is_one_mistake() -> None:
    assert distance("contianers", "containers") == 1


def test_the_nearest_name_ignores_case_and_separators() -> None:
    assert nearest("image_pull_policy", ["image", "imagePullPolicy"]) == "imagePullPolicy"
    assert nearest("zzz", ["image"]) is None
