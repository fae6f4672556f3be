"""Replays what a real cluster decided on random cases: `python -m tests.oracle.placement --count 80 --record FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.oracle import endpoints, placement
from tests.oracle.models import recorded

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.oracle.models import Difference, Json

HERE = Path(__file__).parent
PLACED = recorded(HERE / "placement.jsonl.gz")
PUBLISHED = recorded(HERE / "endpoints.jsonl.gz")


@pytest.mark.parametrize(("cases", "difference"), [(PLACED, placement.difference), (PUBLISHED, endpoints.difference)])
def test_the_model_decides_as_the_cluster_did(
    cases: list[Json], difference: Callable[[Json], Difference | None]
) -> None:
    assert len(cases) > 70
    assert [each["id"] for each in cases if difference(each)] == []


def test_a_difference_is_seen() -> None:
    case = next(each for each in PLACED if each["bound"])
    assert placement.difference(case | {"bound": case["bound"][1:]})
    case = next(each for each in PUBLISHED if each["endpoints"])
    assert endpoints.difference(case | {"endpoints": case["endpoints"][1:]})
    assert endpoints.difference(case | {"endpoints": [*case["endpoints"], ["pod-99", 80, "TCP", ""]]})
