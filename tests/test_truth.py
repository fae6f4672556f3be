"""Replays the answers of a real Kubernetes 1.36 control plane: see `tests/truth/README.md`."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import kubeproof
from kubeproof.finding import Severity

TRUTH = Path(__file__).resolve().parent / "truth"
SERVER = ("1.36",)


def recorded() -> list[dict[str, Any]]:
    with gzip.open(TRUTH / "cases.jsonl.gz", "rt", encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


CASES = recorded()
OPERATIONS = sorted({case["op"] for case in CASES})


def refused(text: str) -> bool:
    return any(found.severity is Severity.ERROR for found in kubeproof.check(text, kubernetes=SERVER))


def meaning(text: str) -> Any:  # noqa: ANN401 - any YAML value
    return list(yaml.load_all(text, yaml.CSafeLoader))


def test_no_accepted_document_is_refused() -> None:
    assert [case["id"] for case in CASES if case["verdict"] == "valid" and refused(case["text"])] == []


@pytest.mark.parametrize("operation", OPERATIONS)
def test_no_repair_changes_what_the_author_meant(operation: str) -> None:
    for case in (case for case in CASES if case["op"] == operation):
        fixed = kubeproof.fix(case["text"], kubernetes=SERVER).text
        if fixed == case["text"]:
            continue
        assert case["verdict"] != "valid" or meaning(fixed) == meaning(case["text"]), case["id"]
        assert meaning(fixed) == meaning(case["base_text"]), case["id"]
        assert kubeproof.fix(fixed, kubernetes=SERVER).text == fixed, case["id"]
