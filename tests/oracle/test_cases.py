"""Replays differences from a real API server that were found with `nox -s oracle` and settled; see `compare.py`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import kubeproof
from kubeproof.finding import Severity

CASES = [json.loads(line) for line in Path(__file__).with_name("cases.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_says_what_the_server_says(case: dict[str, Any]) -> None:
    errors = [
        found.message
        for found in kubeproof.check(case["text"], path="x.yaml", kubernetes=("1.36",))
        if found.severity is Severity.ERROR
    ]
    assert bool(errors) == (case["verdict"] != "valid"), errors or case["cause"]
