"""What holds for every repair: tried on some of the recorded cases."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

import kubeproof
from kubeproof.rules.engine import diagnose
from kubeproof.text.edit import Edit, apply
from kubeproof.text.source import Source

CASES = Path(__file__).parents[1] / "truth" / "cases.jsonl.gz"
EVERY = 29
VERSIONS = ("1.34", "1.36")


def _texts() -> list[str]:
    with gzip.open(CASES, "rt", encoding="utf-8", newline="\n") as lines:
        return [json.loads(line)["text"] for number, line in enumerate(lines) if number % EVERY == 0]


TEXTS = _texts()


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_fixing_twice_is_fixing_once(text: str, unsafe: bool) -> None:  # noqa: FBT001 - a parameter of the test
    fixed = kubeproof.fix(text, path="x.yaml", unsafe=unsafe).text
    assert kubeproof.fix(fixed, path="x.yaml", unsafe=unsafe).text == fixed


@pytest.mark.parametrize("text", TEXTS)
def test_a_safe_fix_is_accepted_in_every_version(text: str) -> None:
    fixed = kubeproof.fix(text, path="x.yaml", kubernetes=VERSIONS)
    left = kubeproof.check(fixed.text, path="x.yaml", kubernetes=VERSIONS)
    assert fixed.text == text or not any(found.severity == "error" for found in left)


@pytest.mark.parametrize("text", TEXTS)
def test_the_findings_say_what_was_edited_and_nothing_else_changes(text: str) -> None:
    fixed = kubeproof.fix(text, path="x.yaml")
    source = Source(text)
    edits = {
        Edit(source.offset(each.line, each.column), source.offset(each.end_line, each.end_column), each.text)
        for found in fixed.applied
        if found.fix
        for each in found.fix.edits
    }
    assert apply(text, tuple(edits)) == fixed.text


@pytest.mark.parametrize("text", TEXTS)
def test_the_order_of_findings_changes_nothing(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fixed = kubeproof.fix(text, path="x.yaml").text
    monkeypatch.setattr("kubeproof.repair.assessment.diagnose", lambda *each: diagnose(*each)[::-1])
    assert kubeproof.fix(text, path="x.yaml").text == fixed
