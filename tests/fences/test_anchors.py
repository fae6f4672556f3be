"""A picture leads to the lines of the manifests that it is made from: on its page, else in the repository."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.fences.conftest import Rendered

NODES = """\
# Three nodes.
count: 3
pools:
  - name: gpu
    count: 1
    labels:
      gpu: "true"
  - name: worker
    count: 2
    taints: [dedicated=batch:NoSchedule]
"""
DAEMONSET = """\
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      nodeSelector:
        gpu: "true"
      containers:
        - {name: agent, image: busybox:1.36}
"""
PICTURE = "```placement\ndaemonset: agent.yaml\nnodes: nodes.yaml\n```\n\n"


def links(html: str) -> list[str]:
    return re.findall(r'<a(?: class="[^"]*")? href="([^"]*)" aria-label', html)


def files(project: Path) -> None:
    (project / "examples" / "nodes.yaml").write_text(NODES, "utf-8")
    (project / "examples" / "agent.yaml").write_text(DAEMONSET, "utf-8")


def test_a_node_leads_to_its_line_on_the_page(project: Path, render: Callable[..., Rendered]) -> None:
    files(project)
    html = render(f"{PICTURE}```manifest\nnodes.yaml\n```\n\n```manifest\nagent.yaml\n```\n").html
    found = links(html)
    assert found == ["#agent.yaml:12", "#nodes.yaml:7", "#nodes.yaml:10", "#nodes.yaml:10"]
    for address in found:
        assert html.count(f'id="{address[1:]}"') == 1
    code = re.sub(r"<(?!a id)[^>]*>", "", html).replace("&quot;", '"')
    assert '<a id="nodes.yaml:7">      gpu: "true"\n' in code


def test_a_line_that_the_page_does_not_show_is_in_the_repository(
    project: Path, render: Callable[..., Rendered]
) -> None:
    files(project)
    text = f'{PICTURE}```manifest lines="1-7"\nnodes.yaml\n```\n'
    html = render(text, examples_url="https://git.invalid/blob/main/examples").html
    away = "https://git.invalid/blob/main/examples"
    assert links(html) == [f"{away}/agent.yaml#L12", "#nodes.yaml:7", *[f"{away}/nodes.yaml#L10"] * 2]
    assert "nodes.yaml:8" not in html.replace(f"{away}/nodes.yaml", "")


def test_without_a_repository_there_is_no_link_but_the_line_is_named(
    project: Path, render: Callable[..., Rendered]
) -> None:
    files(project)
    html = render(PICTURE).html
    assert links(html) == []
    assert "agent · examples/agent.yaml:12" in html


def test_a_manifest_twice_on_a_page_has_each_anchor_once(project: Path, render: Callable[..., Rendered]) -> None:
    files(project)
    html = render(f"{PICTURE}{PICTURE}" + "```manifest\nnodes.yaml\n```\n\n" * 2).html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_manifest_that_no_picture_is_made_from_has_no_anchors(project: Path, render: Callable[..., Rendered]) -> None:
    files(project)
    assert "nodes.yaml:" not in render("```manifest\nnodes.yaml\n```\n").html


def test_an_object_of_a_file_keeps_the_numbers_of_the_file(project: Path, render: Callable[..., Rendered]) -> None:
    (project / "examples" / "both.yaml").write_text(
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports: [{port: 80}]\n  selector: {app: web}\n"
        "---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: {app: web}\n"
        "spec:\n  containers: [{name: web, image: busybox:1.36}]\n",
        "utf-8",
    )
    html = render("```service\nboth.yaml\n```\n\n```manifest\nboth.yaml#Pod/web\n```\n").html
    assert links(html) == ["#both.yaml:12"]
