"""The page about what is covered says what is true now."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import kubeproof
from kubeproof.finding import Severity

ROOT = Path(__file__).resolve().parent.parent
RECORD: dict[str, Any] = json.loads((ROOT / "tools" / "coverage.json").read_text(encoding="utf-8"))
CLASSES: list[dict[str, Any]] = json.loads((ROOT / "tests" / "truth" / "errors.json").read_text(encoding="utf-8"))


def is_found(text: str) -> bool:
    found = kubeproof.check(text, path="case.yaml", kubernetes=(RECORD["kubernetes"],))
    return any(each.severity is not Severity.INFO for each in found)


def test_our_own_column_is_current() -> None:
    found = sorted(each["id"] for each in CLASSES if is_found(each["broken"]))
    assert found == RECORD["found"]["kubeproof"], "run python tools/coverage.py"


def test_all_tools_were_measured_on_the_same_classes() -> None:
    known = {each["id"] for each in CLASSES}
    assert set(RECORD["tools"]) == set(RECORD["found"])
    assert all(set(ids) <= known for ids in RECORD["found"].values())
