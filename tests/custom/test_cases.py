"""Custom resources: what a real API server said to each document is what we say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kubeproof.check import Options, check_text
from kubeproof.check.definitions import definitions
from kubeproof.finding import Severity
from kubeproof.schema.cel_functions import is_available
from kubeproof.schema.custom import CustomKinds

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = [
    json.loads(line) for line in (HERE / "cases.jsonl").read_text("utf-8").splitlines() if line
]
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted((HERE / "crds").glob("*.yaml"))}
KINDS = CustomKinds(tuple(found for text in TEXTS.values() for found in definitions(text)))
NOT_JUDGED = ("must be after 2020", "wait at least a minute", "k8s-short-name")
"""What the messages of the server say that we do not find: rules about times, and a format since 1.34."""

needs_cel = pytest.mark.skipif(not is_available(), reason='needs "kubeproof[cel]"')


def refused(case: dict[str, Any], custom: CustomKinds = KINDS) -> list[str]:
    options = Options(kubernetes=("1.36",), custom=custom)
    found = check_text(case["document"], "manifest.yaml", options)
    return [each.message for each in found if each.severity is Severity.ERROR]


def test_every_definition_is_accepted() -> None:
    assert all(len(definitions(text)) == 1 for text in TEXTS.values())
    assert len(TEXTS) == 8
    assert len(CASES) > 250


@needs_cel
def test_nothing_that_the_server_takes_is_refused() -> None:
    assert [(case["document"], refused(case)) for case in CASES if case["verdict"] == "valid" and refused(case)] == []


@needs_cel
def test_what_the_server_refuses_is_refused() -> None:
    missed = [case for case in CASES if case["verdict"] != "valid" and not refused(case)]
    assert [case["message"] for case in missed if not any(each in case["message"] for each in NOT_JUDGED)] == []
    assert len(missed) <= len(NOT_JUDGED)


def test_without_the_library_the_rules_are_named_as_unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kubeproof.schema.cel.is_available", lambda: False)
    kinds = CustomKinds(definitions(TEXTS["backups"].replace("must not be larger", "is not larger")))
    case = next(each for each in CASES if each["message"].endswith("minReplicas must not be larger than maxReplicas"))
    document = case["document"] + "# read anew\n"
    codes = {each.code for each in check_text(document, "manifest.yaml", Options(kubernetes=("1.35",), custom=kinds))}
    assert codes == {"KP313"}


def test_without_definitions_the_kinds_are_unchecked() -> None:
    found = check_text(CASES[1]["document"], "manifest.yaml", Options(kubernetes=("1.36",)))
    assert [each.code for each in found] == ["KP206"]


@needs_cel
def test_fields_are_named_as_the_server_names_them() -> None:
    for path in ("spec.layers[0].name", "spec.groups.a.weight", "spec.volumes[1]", "spec.rules[0].match.kind"):
        case = next(each for each in CASES if path in each["message"])
        assert any(path in message for message in refused(case)), path
