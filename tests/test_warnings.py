"""Wherever a real server answered with a warning, we warn about the same field, and nowhere else."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import kubeproof
from kubeproof.finding import Severity

TRUTH = Path(__file__).resolve().parent / "truth" / "cases.jsonl.gz"
HEADER = re.compile(r'299 - "(?P<message>.*)"', re.DOTALL)
WHERE = re.compile(r"(?P<field>[^ :]+): ")
MAP_KEY = re.compile(r"\[([^\]\d][^\]]*)\]")
BEYOND_THE_SERVER = {"KP980", "KP981", "KP982", "KP983", "KP984", "KP985", "KP986"}
"""Those of our warnings that the server does not give: it takes these in silence."""


def accepted() -> list[dict[str, Any]]:
    with gzip.open(TRUTH, "rt", encoding="utf-8", newline="\n") as file:
        return [case for case in map(json.loads, file) if case["verdict"] == "valid"]


def spelt(field: str) -> str:
    """The key of a map after a dot, where the server writes brackets."""
    return MAP_KEY.sub(r".\1", field)


def of_the_server(case: dict[str, Any]) -> list[str]:
    messages = [HEADER.fullmatch(warning) for warning in case.get("warnings") or ()]
    return [match["message"].replace('\\"', '"') for match in messages if match]


def ours(case: dict[str, Any]) -> dict[str, str]:
    found = kubeproof.check(case["text"], kubernetes=("1.36",))
    warnings = [each for each in found if each.severity is Severity.WARNING and "KP960" <= each.code < "KP990"]
    return {spelt(each.field): each.code for each in warnings if each.code not in BEYOND_THE_SERVER}


def test_what_the_server_warns_of_is_found() -> None:
    seen = 0
    for case in accepted():
        fields = ours(case)
        for message in of_the_server(case):
            seen += 1
            where = WHERE.match(message)
            assert spelt(where["field"]) in fields if where else fields, (case["id"], message)
    assert seen > 10


def test_nothing_is_added_to_what_the_server_warns_of() -> None:
    added = [(case["id"], ours(case)) for case in accepted() if ours(case) and not of_the_server(case)]
    # For a Pod itself, the server puts 1 in place of a negative grace period before it looks for warnings.
    assert {code for _, fields in added for code in fields.values()} <= {"KP969"}
