"""`kubeproof check --engine cluster`: a server's findings at our lines, and where Kubeproof does not agree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kubeproof.cli.dryrun import comparison
from kubeproof.engines.decoding import decoding, path_of
from kubeproof.finding import Finding, ObjectReference, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exec.conftest import Exec

DOCUMENTS = """\
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: nowhere
spec:
  type: NodePorts
  ports:
    - port: 99999
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  ports: [{port: 80, nam: http}]
---
apiVersion: apps/v2
kind: Deployment
metadata: {name: web}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: a, name: b}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: fine}
"""
PAGE = """\
# A page

* item

    ```yaml
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec: {containers: []}
    ```
"""


def finding(line: int, severity: Severity = Severity.ERROR) -> Finding:
    reference = ObjectReference("v1", "Pod", "a")
    return Finding(
        "KP301", "x", severity, f"line {line}", "a.yaml", line, 1, line, 2, "spec", reference, ("1.36",), None
    )


def test_a_comparison_lists_what_only_one_finds() -> None:
    said = comparison([finding(1), finding(2)], [finding(2), finding(3), finding(4, Severity.WARNING)], "1.36")
    assert said == (
        "a.yaml:1: only the cluster: line 1\na.yaml:3: only Kubeproof: line 3\n"
        "Kubernetes 1.36: both find errors in 1 line, and only one of them in 2 lines.\n"
    )


@pytest.mark.parametrize(
    ("field", "path"),
    [
        ("spec.ports[0].port", ("spec", "ports", 0, "port")),
        ("metadata.labels[a.b/c]", ("metadata", "labels", "a.b/c")),
        ("data[0]", ("data", "0")),
        ("", ()),
    ],
)
def test_fields_as_a_server_spells_them(field: str, path: tuple[str | int, ...]) -> None:
    value = {"spec": {"ports": [{"port": 1}]}, "metadata": {"labels": {}}, "data": {"0": "x"}}
    assert path_of(field, value) == path


UNREAD = "cannot be handled as a Pod: json: cannot unmarshal {} into Go struct field X.{} of type {}"


@pytest.mark.parametrize(
    ("message", "path", "said"),
    [
        (UNREAD.format("string", "spec.ports.port", "int32"), ("spec", "ports", 1, "port"), "this string as int32"),
        (UNREAD.format("number", "metadata.labels", "string"), ("metadata", "labels", "b"), "this number as string"),
        (UNREAD.format("number 1.5", "spec.replicas", "int32"), ("spec", "replicas"), "this number as int32"),
        (UNREAD.format("bool", "spec.gone", "string"), ("spec", "gone"), "this bool as string"),
        ("cannot be handled: illegal base64 data at input byte 3", ("data", "b"), '"data.b" is not Base64'),
        ("the namespace of the provided object does not match the one sent", ("metadata", "namespace"), "no name"),
        ("something else", (), "something else"),
    ],
)
def test_what_cannot_be_decoded_is_found(message: str, path: tuple[str | int, ...], said: str) -> None:
    value = {
        "metadata": {"labels": {"a": "x", "b": 1}},
        "spec": {"ports": [{"port": 80}, {"port": "80"}], "replicas": 1.5},
        "data": {"a": "eA==", "b": "not Base64!"},
    }
    (complaint,) = decoding(message, value)
    assert complaint.path == path
    assert said in complaint.message


@pytest.mark.cluster
@pytest.mark.xdist_group("cluster pages")
def test_a_servers_findings_stand_at_our_lines(run: Exec, project: Path) -> None:
    (project / "bad.yaml").write_text(DOCUMENTS, "utf-8")
    (project / "page.md").write_text(PAGE, "utf-8")
    command = ("check", "--engine", "cluster", "--context", "envtest", "--format", "json", "bad.yaml", "page.md")
    found = run(*command)
    assert found.returncode == 1, found.stderr
    findings = json.loads(found.stdout)["findings"]
    assert [(each["path"], each["line"], each["column"], each["field"]) for each in findings] == [
        ("bad.yaml", 9, 13, "spec.ports[0].port"),
        ("bad.yaml", 9, 7, "spec.ports[0].targetPort"),
        ("bad.yaml", 7, 9, "spec.type"),
        ("bad.yaml", 15, 22, "spec.ports[0].nam"),
        ("bad.yaml", 17, 13, "apiVersion"),
        ("bad.yaml", 23, 1, ""),
        ("page.md", 9, 24, "spec.containers"),
    ]
    assert {each["kubernetes"][0] for each in findings} == {"1.36"}


@pytest.mark.cluster
@pytest.mark.xdist_group("cluster pages")
def test_it_agrees_with_kubeproof_about_the_examples(run: Exec) -> None:
    found = run("check", "--engine", "cluster", "--context", "envtest", "--compare", "examples")
    assert found.returncode == 0, found.stdout
    assert "only one of them in 0 lines" in found.stderr


@pytest.mark.parametrize(
    ("options", "status", "message"),
    [
        (("--compare",), 2, "are for --engine cluster"),
        (("--engine", "cluster", "--context", "prod"), 2, "is not allowed"),
        (("--engine", "cluster"), 2, "no cluster is named"),
    ],
)
@pytest.mark.cluster
@pytest.mark.xdist_group("cluster pages")
def test_only_a_named_and_allowed_context(run: Exec, options: tuple[str, ...], status: int, message: str) -> None:
    found = run("check", *options, "examples")
    assert found.returncode == status
    assert message in found.stderr
