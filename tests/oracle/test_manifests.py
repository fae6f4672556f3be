"""The manifests that mutations start from are right, and mutations can be made again."""

# ruff: noqa: S311 (mutations need no secrets)

from __future__ import annotations

import random

import pytest
from tests.oracle.manifests import manifests
from tests.oracle.mutations import Pool, mutated
from tests.oracle.server import loaded

import kubeproof
from kubeproof.finding import Severity

TEXTS = manifests()


@pytest.mark.parametrize("text", TEXTS)
def test_a_manifest_that_the_server_accepts_is_accepted(text: str) -> None:
    found = kubeproof.check(text, path="x.yaml", kubernetes=("1.36",))
    assert [each.message for each in found if each.severity is Severity.ERROR] == []


def test_the_same_seed_makes_the_same_mutations() -> None:
    pool = Pool(loaded(text) for text in TEXTS)
    first, again = ([mutated(text, random.Random(7), pool) for text in TEXTS] for _ in range(2))
    assert first == again


def test_mutations_never_fail() -> None:
    pool, chance = Pool(loaded(text) for text in TEXTS), random.Random(3)
    changed = [mutated(text, chance, pool)[0] != text for text in TEXTS for _ in range(20)]
    assert sum(changed) > len(changed) * 0.9
