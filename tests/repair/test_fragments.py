"""Repairs of parts of manifests: a misspelt key is written right, and nothing becomes another part."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

import kubeproof

RECORDED = Path(__file__).resolve().parents[1] / "truth" / "fragments.jsonl.gz"
SERVER = ("1.36",)


def page(text: str) -> str:
    return f"Some text.\n\n```yaml\n{text}```\n"


def fixed(text: str) -> str:
    return kubeproof.fix(page(text), path="page.md", kubernetes=SERVER).text


def recorded() -> list[dict[str, Any]]:
    with gzip.open(RECORDED, "rt", encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


def test_a_misspelt_key_is_written_right_or_left_alone() -> None:
    cases = recorded()
    wrong = [case["id"] for case in cases if fixed(case["broken"]) not in (page(case["text"]), page(case["broken"]))]
    right = sum(fixed(case["broken"]) == page(case["text"]) for case in cases)
    assert wrong == []
    assert right >= 0.95 * len(cases)


def test_a_part_that_is_right_stays() -> None:
    assert [case["id"] for case in recorded() if fixed(case["text"]) != page(case["text"])] == []


@pytest.mark.parametrize(
    "text",
    [
        "containers:\n- name: web\n  image: nginx:1.27\n  replicas: 3\n",  # no type has both at its root
        "containers:\n- name: web\n  image: nginx:1.27\n  nonsense: 3\n",
        "spec:\n  containers:\n  - name: web\n    image: nginx:1.27\n    replicas: 3\n",
    ],
)
def test_no_field_becomes_a_part_of_its_own(text: str) -> None:
    assert fixed(text) == page(text)


def test_a_key_beside_others_is_looked_up_in_its_own_part() -> None:
    text = "replicas: 3\nlivenessProbe:\n  httpGet:\n    path: /\n    prot: 80\n"
    assert fixed(text) == page(text.replace("prot", "port"))


def test_a_part_may_be_a_list() -> None:
    assert fixed("- name: web\n  imge: nginx:1.27\n") == page("- name: web\n  image: nginx:1.27\n")
