"""The cluster that transcripts run on: named and allowed, there, and there until the end."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.exec.pages import PAGE, namespaces, page
from tests.exec.relay import Relay

if TYPE_CHECKING:
    from pathlib import Path

    from tests.controlplane.plane import ControlPlane
    from tests.exec.conftest import Exec

pytestmark = [pytest.mark.cluster, pytest.mark.xdist_group("cluster exec")]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "no cluster is named"),
        (("--context", "prod"), 'the context "prod" is not allowed'),
        (("--context", "kind-kind"), 'has no context "kind-kind"'),
        (("--kubeconfig", "nowhere"), "there is no file nowhere"),
    ],
)
def test_only_a_named_and_allowed_context(run: Exec, project: Path, options: tuple[str, ...], message: str) -> None:
    page(project, PAGE)
    found = run("exec", *options)
    assert found.returncode == 2
    assert message in found.stderr
    assert "Traceback" not in found.stderr


def test_the_configuration_names_the_context(run: Exec, project: Path) -> None:
    page(project, "```console exec\n$ kubectl get pods\nNo resources found in default namespace.\n```\n")
    (project / "kubeproof.toml").write_text('[exec]\ncontext = "envtest"\n', "utf-8")
    assert run("exec").returncode == 0
    (project / "kubeproof.toml").write_text('[exec]\ncontext = "envtest"\ncontexts = ["prod-*"]\n', "utf-8")
    assert run("exec").returncode == 2
    (project / "kubeproof.toml").write_text('[exec]\nkontext = "envtest"\n', "utf-8")
    assert 'did you mean "exec.context"' in run("exec").stderr


def test_a_cluster_that_is_not_there(run: Exec, project: Path, plane: ControlPlane) -> None:
    page(project, PAGE)
    gone = re.sub(r"https://[\d.:]+", "https://127.0.0.1:9", plane.kubeconfig.read_text("utf-8"))
    (project / "gone").write_text(gone, "utf-8")
    found = run("exec", "--kubeconfig", "gone")
    assert found.returncode == 2
    assert "the cluster envtest does not answer" in found.stderr
    assert plane.token not in found.stdout + found.stderr


def test_who_may_make_no_namespaces_is_told_so(run: Exec, project: Path, plane: ControlPlane) -> None:
    page(project, PAGE)
    token = plane.kubectl("create", "token", "default", "--namespace=default").strip()
    (project / "weak").write_text(plane.kubeconfig.read_text("utf-8").replace(plane.token, token), "utf-8")
    found = run("exec", "--kubeconfig", "weak")
    assert found.returncode == 2
    assert "page.md:6: you may not make namespaces in envtest: " in found.stderr
    assert token not in found.stdout + found.stderr


def test_the_cluster_goes_away_in_the_middle(project: Path, environment: dict[str, str], plane: ControlPlane) -> None:
    page(
        project,
        "```console exec wait=60s\n$ kubectl create configmap a\nconfigmap/a created\n"
        "$ kubectl wait --for=create pod/never --timeout=2s\n```\n",
    )
    settings = (plane.folder / "gone").absolute()
    settings.write_text(plane.kubeconfig.read_text("utf-8"), "utf-8")
    relay = Relay(int(plane.client.url.rpartition(":")[2]))
    settings.write_text(settings.read_text("utf-8").replace(plane.client.url, relay.url), "utf-8")
    command = [sys.executable, "-m", "kubeproof", "exec", "--kubeconfig", str(settings)]
    with subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.PIPE, text=True) as process:
        limit = time.monotonic() + 60
        while (
            not any(each.startswith("namespace/kubeproof-") for each in namespaces(plane)) and time.monotonic() < limit
        ):
            time.sleep(0.1)
        time.sleep(3)
        relay.close()
        _, said = process.communicate(timeout=200)
    left = [each for each in namespaces(plane) if each.startswith("namespace/kubeproof-")]
    for each in left:
        plane.kubectl("delete", each)
    assert process.returncode == 2
    assert "the cluster envtest does not answer" in said
    assert all(f"delete namespace {each.removeprefix('namespace/')}" in said for each in left)
    assert "Traceback" not in said
