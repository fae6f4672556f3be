"""`kubeproof draw`: pictures as files and as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run, Write

SERVICE = """\
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
"""
AGENT = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: a, image: a}]}
"""


def test_each_object_becomes_a_file(run: Run, write: Write, folder: Path) -> None:
    write({"all.yaml": f"{SERVICE}---\n{AGENT}---\n{SERVICE.replace('web', 'shop')}", "nodes.yaml": "count: 3"})
    result = run("draw", "all.yaml", "--nodes", "nodes.yaml", "--output", "pictures")
    names = ["all-service-web.svg", "all-daemonset-agent.svg", "all-service-shop.svg"]
    assert result.stdout.splitlines() == [f"pictures/{name}" for name in names]
    assert sorted(path.name for path in (folder / "pictures").iterdir()) == sorted(names)
    for name in names:
        root = ET.fromstring((folder / "pictures" / name).read_text("utf-8"))  # noqa: S314 - our own output
        assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_json_holds_the_picture_and_its_facts(run: Run, write: Write, folder: Path) -> None:
    write({"agent.yaml": AGENT, "nodes.yaml": "count: 3"})
    (value,) = json.loads(run("draw", "agent.yaml", "--nodes", "nodes.yaml", "--format", "json").stdout)
    assert value["name"] == "agent-daemonset-agent.svg"
    assert len(value["table"]["rows"]) > 0
    assert all(len(row) == len(value["table"]["headers"]) for row in value["table"]["rows"])
    assert value["svg"].lstrip().startswith(("<svg", "<?xml"))
    assert list(folder.glob("*.svg")) == []


@pytest.mark.parametrize(
    ("files", "arguments", "message"),
    [
        (
            {"a.yaml": AGENT},
            ("a.yaml",),
            "a.yaml holds nothing to draw: a Service is needed",
        ),
        ({"a.yaml": SERVICE, "b/a.yaml": SERVICE}, ("a.yaml", "b/a.yaml"), "two pictures would be named a-service-web"),
        ({"a.yaml": SERVICE.replace("[{port: 80}]", "[]")}, ("a.yaml",), "a.yaml: Service web: "),
        ({"a.yaml": SERVICE, "b": ""}, ("a.yaml", "--output", "b"), "was not written: "),
        (
            {"a.md": "Words.\n"},
            ("a.md",),
            "a.md holds nothing to draw: a `service`, `placement` or `relations` fence is needed",
        ),
        ({"a.md": "# A\n\n```service\na.yaml\n```\n"}, ("a.md",), "a.md:3: there is no folder examples"),
        ({}, ("a.yaml",), "a.yaml does not exist"),
    ],
)
def test_what_cannot_be_drawn_is_explained(
    run: Run, write: Write, files: dict[str, str | bytes], arguments: tuple[str, ...], message: str
) -> None:
    write(files)
    result = run("draw", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_the_pictures_of_a_page_are_files_of_its_name(run: Run, write: Write, folder: Path) -> None:
    write({"docs/page.md": "- x\n\n    ```service\n    web.yaml\n    ```\n", "examples/web.yaml": SERVICE})
    assert run("draw", "docs/page.md", "--output", "out").stdout == "out/page-1-service.svg\n"
    assert "<svg" in (folder / "out" / "page-1-service.svg").read_text("utf-8")
