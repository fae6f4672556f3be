"""Transcripts on a real cluster: replayed, recorded, and nothing left behind."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.exec.pages import ON, PAGE, namespaces, page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.controlplane.plane import ControlPlane
    from tests.exec.conftest import Exec

pytestmark = [pytest.mark.cluster, pytest.mark.xdist_group("cluster exec")]

PLANET = """\
apiVersion: example.com/v1
kind: Planet
metadata: {name: earth}
"""
PLANETS = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: planets.example.com}
spec:
  group: example.com
  names: {kind: Planet, plural: planets}
  scope: Cluster
  versions:
    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
"""
SHARED = """\
```console exec cluster namespaces="logging"
$ kubectl apply -f examples/daemonset/log-agent.yaml
$ kubectl get daemonset -n logging -o name
$ kubectl label nodes gpu-01 gpu-02 team=blue
$ kubectl cordon gpu-03
$ kubectl create clusterrole reader --verb=get --resource=pods
```
"""


@pytest.fixture
def untouched(plane: ControlPlane) -> Callable[[], bool]:
    """Tell whether the cluster is as it was when the test began."""

    def state() -> tuple[set[str], str]:
        nodes = plane.kubectl("get", "nodes", "--output=custom-columns=A:.metadata.name,B:.metadata.labels,C:.spec")
        return namespaces(plane), nodes

    def same() -> bool:
        """Give the controllers, which add and remove taints, a moment."""
        limit = time.monotonic() + 15
        while (now := state()) != before and time.monotonic() < limit:
            time.sleep(0.5)
        assert now == before
        return True

    before = state()
    return same


def test_what_is_recorded_is_replayed(run: Exec, project: Path, untouched: Callable[[], bool]) -> None:
    path = page(project, PAGE)
    recorded = run(*ON, "--update", "page.md")
    assert recorded.returncode == 0, recorded.stderr
    text = path.read_text("utf-8")
    assert re.search(r'```console exec title="A Service" kubernetes="1\.36\.\d+" on="\d{4}-\d\d-\d\d"\n', text)
    assert "    deployment.apps/web created\n" in text
    assert re.search(r"web-<hash:\w+>-<id:\w{5}> +1/1 +Running +0 +<age:\d+s> +<ip:10[\d.]+> +<node:\w+-\d+>", text)
    assert 'resourceVersion: "<number:' in text
    assert "targetPort}'\n    http\n" in text
    assert '"nope" not found\n    # exit 1\n' in text
    assert "kubeproof-" not in text
    replayed = run(*ON)
    assert (replayed.returncode, replayed.stdout) == (0, "")
    assert "Ran 10 commands in 1 page on Kubernetes 1.36." in replayed.stderr
    assert path.read_text("utf-8") == text
    assert untouched()


def test_a_difference_is_shown_and_fails(run: Exec, project: Path, untouched: Callable[[], bool]) -> None:
    page(
        project,
        "```console exec wait=1s\n$ kubectl apply -f examples/service/web.yaml\nservice/web created\n"
        "deployment.apps/web created\n$ kubectl get service web -o name\nservice/wab\n$ kubectl get pod a\n```\n",
    )
    found = run(*ON)
    assert found.returncode == 1
    assert found.stdout == (
        "page.md:5: kubectl get service web -o name\n-service/wab\n+service/web\n"
        "page.md:7: kubectl get pod a\n  the exit status is 1, not 0\n"
        '+Error from server (NotFound): pods "a" not found\n'
    )
    assert untouched()


def test_what_the_cluster_shares_is_as_it_was(run: Exec, project: Path, untouched: Callable[[], bool]) -> None:
    path = page(project, SHARED)
    found = run(*ON, "--update")
    assert found.returncode == 0, found.stdout + found.stderr
    text = path.read_text("utf-8")
    assert "namespace/logging created\ndaemonset.apps/log-agent created\n" in text
    assert "node/gpu-02 labeled" in text
    assert "node/gpu-03 cordoned" in text
    assert untouched()


def test_what_the_page_did_not_make_is_not_deleted(run: Exec, project: Path, untouched: Callable[[], bool]) -> None:
    page(project, "```console exec cluster\n$ kubectl delete node gpu-20\nnode deleted\n```\n")
    found = run(*ON)
    assert found.returncode == 1
    assert "gpu-20 was not made by this page, so it must stay" in found.stdout
    assert untouched()


def test_what_a_page_calls_default_is_its_own(run: Exec, project: Path, untouched: Callable[[], bool]) -> None:
    text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: own, namespace: default}\n"
    (project / "examples/own.yaml").write_text(text, "utf-8")
    page(
        project,
        "```console exec\n$ kubectl apply -f examples/own.yaml\nconfigmap/own created\n$ kubectl get configmap own "
        "-n default -o jsonpath={.metadata.namespace}\ndefault\n```\n",
    )
    found = run(*ON)
    assert (found.returncode, found.stdout) == (0, ""), found.stderr
    assert untouched()


def test_custom_objects_of_the_whole_cluster(run: Exec, project: Path, plane: ControlPlane) -> None:
    (project / "examples/planet.yaml").write_text(PLANET, "utf-8")
    plane.kubectl("apply", "--filename=-", stdin=PLANETS)
    plane.kubectl("wait", "--for=condition=Established", "crd/planets.example.com", "--timeout=30s")
    applied = "$ kubectl apply -f examples/planet.yaml\nplanet.example.com/earth created\n```\n"
    try:
        page(project, f"```console exec\n{applied}")
        refused = run(*ON)
        page(project, f"```console exec cluster\n{applied}")
        allowed = run(*ON)
        left = plane.kubectl("get", "planets", "--output=name")
    finally:
        plane.kubectl("delete", "crd", "planets.example.com")
    assert refused.returncode == 1
    assert "page.md:2:20: KP010 a Planet belongs to the whole cluster: add the option cluster" in refused.stdout
    assert (allowed.returncode, allowed.stdout, left) == (0, "", ""), allowed.stderr


def test_nothing_runs_before_all_is_understood(run: Exec, project: Path, plane: ControlPlane) -> None:
    before = namespaces(plane)
    page(project, "```console exec\n$ kubectl create configmap a\n$ kubectl gte pods\n```\n", "a.md")
    page(
        project,
        "```console exec\n$ kubectl create configmap a\n```\n\n> ```console exec\n> $ kubectl get | a\n> ```\n",
        "b.md",
    )
    found = run(*ON)
    assert found.returncode == 1
    assert 'a.md:3:11: KP010 kubectl has no command "gte"; did you mean "kubectl get"?\n' in found.stdout
    assert "b.md:6:17: KP010 a pipe needs a shell" in found.stdout
    assert found.stderr == "Nothing was run.\n"
    assert namespaces(plane) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_leaves_nothing(
    project: Path,
    environment: dict[str, str],
    plane: ControlPlane,
    number: signal.Signals,
    untouched: Callable[[], bool],
) -> None:
    waiting = "$ kubectl label nodes gpu-01 team=red\n$ kubectl wait --for=create pod/never --timeout=60s\n"
    page(project, f"```console exec cluster wait=60s\n{waiting}```\n")
    command = [sys.executable, "-m", "kubeproof", *ON]
    with subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.PIPE, text=True) as process:
        limit = time.monotonic() + 60
        while "team=red" not in plane.kubectl("get", "node", "gpu-01", "--show-labels") and time.monotonic() < limit:
            time.sleep(0.2)
        process.send_signal(number)
        _, said = process.communicate(timeout=90)
    assert process.returncode == 130
    assert "Removing what was made ...\n" in said
    assert "Interrupted." in said
    assert "Traceback" not in said
    assert untouched()


def test_two_runs_at_once(project: Path, environment: dict[str, str], untouched: Callable[[], bool]) -> None:
    page(project, SHARED)
    command = [sys.executable, "-m", "kubeproof", *ON, "--update"]
    page(project, PAGE, "other.md")
    started = [
        subprocess.Popen([*command, name], cwd=project, env=environment, stderr=subprocess.PIPE, text=True)
        for name in ("page.md", "other.md", "page.md")
    ]
    ended = [process.communicate(timeout=240)[1] for process in started]
    assert sorted(process.returncode for process in started[:2]) == [0, 0], ended
    assert "Traceback" not in "".join(ended)
    assert untouched()


def test_credentials_are_not_printed(run: Exec, project: Path, plane: ControlPlane) -> None:
    path = page(
        project,
        f"```console exec\n$ kubectl create configmap a --from-literal=a={plane.token}\n"
        "$ kubectl get configmap a -o yaml\n$ kubectl create token default\n```\n",
    )
    found = run(*ON, "--update")
    replayed = run(*ON)
    written = path.read_text("utf-8").partition("$ kubectl get")[2]
    assert plane.token not in written + found.stdout + found.stderr + replayed.stdout + replayed.stderr
    assert "a: <secret>" in written
    assert "\n<secret>\n" in written
