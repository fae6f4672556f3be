from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kubeproof
from kubeproof.check import Options
from kubeproof.engines.findings import findings
from kubeproof.engines.kubeconform import EngineError, find
from kubeproof.engines.pieces import pieces
from kubeproof.engines.standalone import write_schemas
from kubeproof.finding import Finding, Severity

CASES = Path(__file__).resolve().parent.parent / "truth" / "cases.jsonl.gz"
SERVER = ("1.36",)
SERVICE = """\
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  typ: NodePort
  ports:
    - port: "80"
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def judged(program: str, text: str, path: str = "web.yaml", kubernetes: tuple[str, ...] = SERVER) -> list[Finding]:
    return findings(list(pieces(text, path, Options(kubernetes=kubernetes))), program)


def places(found: list[Finding]) -> list[tuple[str, int, int, str]]:
    return [(each.code, each.line, each.column, each.field) for each in found]


def command(folder: Path, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | ({"PATH": path} if path is not None else {})
    line = [sys.executable, "-m", "kubeproof", "check", "--engine", "kubeconform", *arguments]
    return subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_findings_have_our_codes_and_places(kubeconform: str) -> None:
    assert places(judged(kubeconform, SERVICE)) == [
        ("KP301", 5, 3, "spec.typ"),
        ("KP302", 7, 13, "spec.ports[0].port"),
    ]


def test_a_second_document_a_list_and_a_page(kubeconform: str) -> None:
    config = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: 1}\n"
    listed = "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  data:\n    a: 1\n"
    assert places(judged(kubeconform, f"{config}---\n{listed}")) == [
        ("KP302", 4, 11, "data.a"),
        ("KP302", 12, 8, "items[0].data.a"),
    ]
    page = f'# Page\n\n```yaml\n{config}```\n\n```yaml skip="shown as it is"\n{config}```\n'
    assert places(judged(kubeconform, page, "page.md")) == [("KP302", 7, 11, "data.a")]
    expecting = f'```yaml expect="KP302"\n{config}```\n'
    assert judged(kubeconform, expecting, "page.md") == []


def test_what_cannot_be_read_has_its_line(kubeconform: str) -> None:
    broken = "apiVersion: v1\nkind: ConfigMap\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n\tname: x\n"
    assert [each[:2] for each in places(judged(kubeconform, broken))] == [("KP101", 7)]
    assert [each[:2] for each in places(judged(kubeconform, "kind: Pod\nkind: Pod\n"))] == [("KP102", 2)]


def test_versions_in_which_a_finding_holds(kubeconform: str) -> None:
    text = "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: c}\n"
    found = judged(kubeconform, text, kubernetes=("1.25", "1.36"))
    assert [each.kubernetes for each in found] == [("1.25", "1.36")]


def test_kinds_of_others_are_a_note(kubeconform: str) -> None:
    (found,) = judged(kubeconform, "apiVersion: example.org/v1\nkind: Shop\nmetadata: {name: s}\n")
    assert (found.code, found.severity) == ("KP206", Severity.INFO)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "apiVersion: v1\nkind: Service\nspec: {type: Nodeport, ports: [{port: 1, protocol: x, prot: 1}]}\n",
            [
                '"spec.type": must be one of ClusterIP, ExternalName, LoadBalancer, NodePort',
                '"spec.ports[0].protocol": must be one of SCTP, TCP, UDP',
                'unknown field "spec.ports[0].prot"',
            ],
        ),
        ("apiVersion: v1\nkind: Pod\nmetadata: 3\n", ['"metadata" wants a map, not a JSON number']),
        ("apiVersion: {a: b}\nkind: Pod\n", ['"apiVersion" wants a text, not a JSON object']),
        (
            "apiVersion: extensions/v1beta1\nkind: Deployment\n",
            ['kubeconform has no schema for Deployment in "extensions/v1beta1"'],
        ),
    ],
)
def test_messages_are_for_people(kubeconform: str, text: str, said: list[str]) -> None:
    assert [each.message for each in judged(kubeconform, text)] == said


def test_schemas_are_made_for_the_kinds_that_occur_and_kept(kubeconform: str, cache: Path) -> None:
    judged(kubeconform, SERVICE)
    (schema,) = (cache / "kubeproof" / "schemas").rglob("*.json")
    written = schema.stat().st_mtime_ns
    judged(kubeconform, SERVICE)
    assert schema.name == "service-v1.json"
    assert schema.stat().st_mtime_ns == written


@pytest.mark.parametrize("left", [b"", b'{"type": "obj'])
def test_a_schema_that_was_cut_off_is_made_anew(kubeconform: str, cache: Path, left: bytes) -> None:
    found = judged(kubeconform, SERVICE)
    (schema,) = (cache / "kubeproof" / "schemas").rglob("*.json")
    schema.write_bytes(left)
    assert judged(kubeconform, SERVICE) == found


def test_schemas_hold_no_reference(tmp_path: Path) -> None:
    crd = ("apiextensions.k8s.io/v1", "CustomResourceDefinition")
    home = write_schemas("1.36", [crd, ("apps/v1", "Deployment"), ("v9", "Nothing")], tmp_path)
    names = {file.name for file in home.iterdir()}
    assert names == {"customresourcedefinition-apiextensions-v1.json", "deployment-apps-v1.json"}
    assert all("$ref" not in file.read_text().replace('"$ref": {"type"', "") for file in home.iterdir())


def test_command(kubeconform: str, tmp_path: Path) -> None:
    (tmp_path / "web.yaml").write_text(SERVICE)
    (tmp_path / "kubeproof.toml").write_text(f'kubeconform = "{kubeconform}"\n')
    done = command(tmp_path, "--format=json", path="")
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert [each["line"] for each in report["findings"]] == [5, 7]
    assert report["summary"]["documents"] == 1


def test_missing_program_is_said(tmp_path: Path) -> None:
    (tmp_path / "web.yaml").write_text(SERVICE)
    done = command(tmp_path, path=str(tmp_path))
    assert done.returncode == 2
    assert "kubeconform is not on the PATH" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("said", ["v0.5.0", "v0.6.1"])
def test_old_program_is_said(tmp_path: Path, said: str) -> None:
    program = tmp_path / "kubeconform"
    program.write_text(f"#!/bin/sh\necho {said}\n")
    program.chmod(0o755)
    with pytest.raises(EngineError, match=f"is kubeconform {said}, which does not name fields"):
        find(str(program))


def test_repairs_are_refused(tmp_path: Path) -> None:
    done = command(tmp_path, "--fix")
    assert done.returncode == 2
    assert "leave out --fix" in done.stderr


def test_what_kubeconform_and_the_server_refuse_is_refused(kubeconform: str) -> None:
    with gzip.open(CASES, "rt", encoding="utf-8", newline="\n") as file:
        cases: list[dict[str, Any]] = [json.loads(line) for line in file]
    by_path = {f"{case['id']}.yaml": case for case in cases if case["verdict"] != "valid"}
    options = Options(kubernetes=SERVER)
    found = findings(
        [each for path, case in by_path.items() for each in pieces(case["text"], path, options)], kubeconform
    )
    refused = {each.path for each in found if each.severity is Severity.ERROR}
    missed = [
        path
        for path in sorted(refused)
        if all(
            each.severity is not Severity.ERROR
            for each in kubeproof.check(by_path[path]["text"], path=path, kubernetes=SERVER)
        )
    ]
    assert len(refused) > len(by_path) / 2
    assert missed == []
