"""The site's own examples on a real cluster: what the pages show is what it answers."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import yaml

from kubeproof.cluster import place
from kubeproof.cluster.nodes import nodes_from
from kubeproof.text.markdown import fences
from kubeproof.text.source import Source
from kubeproof.transcripts import parse
from kubeproof.transcripts.patterns import shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.controlplane.plane import ControlPlane
    from tests.exec.conftest import Exec

ON = ("exec", "--context", "envtest")


def test_the_pods_of_the_transcript_are_on_the_nodes_of_the_picture(repository: Path) -> None:
    text = (repository / "docs/learn/daemonsets-in-practice.md").read_text("utf-8")
    blocks = [fence for fence in fences(Source(text)) if fence.language in ("placement", "console")]
    (number,) = [number for number, fence in enumerate(blocks) if "exec" in fence.attributes]
    picture = yaml.safe_load(blocks[number - 1].block.text)
    examples = repository / "examples"
    daemonset = yaml.safe_load((examples / picture["daemonset"]).read_text("utf-8"))
    nodes = nodes_from(yaml.safe_load((examples / picture["nodes"]).read_text("utf-8")))
    drawn = [decision.node for decision in place(daemonset, nodes) if decision.binds]
    (answer,) = [step.output for step in parse(blocks[number].block.text).steps if "-o wide" in step.command]
    column = answer[0].split().index("NODE")
    seen = [shown(line).split()[column] for line in answer[1:]]
    assert (len(nodes), len(drawn)) == (100, 20)
    assert seen == sorted(drawn)


@pytest.mark.cluster
@pytest.mark.xdist_group("cluster pages")
def test_the_pages_show_what_a_cluster_answers(run: Exec, project: Path, repository: Path) -> None:
    shutil.copytree(repository / "docs", project / "docs")
    found = run(*ON, "docs")
    assert (found.returncode, found.stdout) == (0, ""), found.stdout + found.stderr


@pytest.mark.cluster
@pytest.mark.xdist_group("cluster pages")
def test_every_manifest_of_the_examples_is_applied(plane: ControlPlane, repository: Path) -> None:
    files = sorted((repository / "examples").rglob("*.yaml"))
    manifests = [file for file in files if "clusters" not in file.parts]
    spaces = {
        value["metadata"]["namespace"]
        for file in manifests
        for value in yaml.safe_load_all(file.read_text("utf-8"))
        if "namespace" in value.get("metadata", {})
    } - set(plane.kubectl("get", "namespaces", "--output=custom-columns=:.metadata.name").split())
    try:
        for file in manifests:
            said = plane.kubectl("apply", f"--filename={file}").splitlines()
            assert all(line.endswith((" created", " configured", " unchanged")) for line in said), (
                said
            )  # some share objects
    finally:
        for file in manifests:
            plane.kubectl("delete", f"--filename={file}", "--ignore-not-found")
        for name in spaces:
            plane.kubectl("delete", "namespace", name, "--ignore-not-found")
