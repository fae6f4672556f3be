"""A cluster that refuses, is of another version, or does not answer in time: said at the line, and nothing is left."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.exec.front import FORBIDDEN, Front

if TYPE_CHECKING:
    from pathlib import Path

    from tests.controlplane.plane import ControlPlane

pytestmark = [pytest.mark.cluster, pytest.mark.xdist_group("cluster trouble")]

PAGE = """\
# A page

```console exec wait=1s kubernetes="1.36.3" on="2026-11-22"
$ kubectl create configmap a
configmap/a created
$ kubectl get configmap a -o name
configmap/b
```
"""
STUCK = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: stuck
  finalizers: [example.com/never]
"""
IMPATIENT = """\
from kubeproof.live import dryrun, namespaces, replay
replay._GRACE, namespaces.REMOVAL, dryrun._LIMIT = 2.0, 15.0, 2.0
from kubeproof.cli import main
main()
"""


def run(front: Front, project: Path, environment: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    (project / "page.md").write_text(PAGE, "utf-8")
    front.write_kubeconfig(project / "front")
    return impatient(project, environment, "--kubeconfig", "front", *options)


def impatient(project: Path, environment: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", IMPATIENT, "exec", *options]
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def ours(plane: ControlPlane) -> list[str]:
    label = "--selector=app.kubernetes.io/managed-by=kubeproof"
    return plane.kubectl("get", "namespaces", label, "--output=name").split()


def test_another_version_is_named(project: Path, environment: dict[str, str], plane: ControlPlane) -> None:
    version = b'{"major": "1", "minor": "29", "gitVersion": "v1.29.4"}'

    def otherwise(_method: str, path: str) -> tuple[int, bytes] | None:
        return (200, version) if path.startswith("/version") else None

    with Front(plane, otherwise) as front:
        found = run(front, project, environment)
        assert found.returncode == 1
        assert "it was recorded on Kubernetes 1.36.3, and this is 1.29.4" in found.stdout
        assert run(front, project, environment, "--update").returncode == 0
    assert 'kubernetes="1.29.4"' in (project / "page.md").read_text("utf-8")
    assert ours(plane) == []


def test_a_refusal_is_shown_at_its_line(project: Path, environment: dict[str, str], plane: ControlPlane) -> None:
    def otherwise(method: str, path: str) -> tuple[int, bytes] | None:
        return FORBIDDEN if (method, "configmaps" in path) == ("POST", True) else None

    with Front(plane, otherwise) as front:
        found = run(front, project, environment)
    assert found.returncode == 1, found.stderr
    assert found.stdout.startswith("page.md:4: kubectl create configmap a\n  the exit status is 1, not 0\n")
    assert "+error: failed to create configmap: no\n" in found.stdout
    assert "the rest of the page was not run" in found.stdout
    assert ours(plane) == []


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((503, b'{"kind": "Status", "message": "come back later"}'), "does not answer: come back later"),
        (None, "does not answer within 2 s"),
    ],
)
def test_no_answer_to_a_dry_run_is_no_finding(
    project: Path,
    environment: dict[str, str],
    plane: ControlPlane,
    answer: tuple[int, bytes] | None,
    message: str,
) -> None:
    def otherwise(method: str, _path: str) -> tuple[int, bytes] | None:
        if method == "POST" and not answer:
            time.sleep(4)
        return answer if method == "POST" else None

    command = [sys.executable, "-c", IMPATIENT, "check", "--engine", "cluster", "--kubeconfig", "front", "examples"]
    with Front(plane, otherwise) as front:
        front.write_kubeconfig(project / "front")
        found = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (2, "")
    assert message in found.stderr
    assert "Traceback" not in found.stderr


def test_what_may_not_be_removed_is_listed(project: Path, environment: dict[str, str], plane: ControlPlane) -> None:
    def otherwise(method: str, path: str) -> tuple[int, bytes] | None:
        return FORBIDDEN if method == "DELETE" and "/namespaces/kubeproof-" in path else None

    with Front(plane, otherwise) as front:
        found = run(front, project, environment)
    (left,) = ours(plane)
    plane.kubectl("delete", left)
    assert found.returncode == 2
    assert f"remove it: kubectl --context envtest delete namespace {left.removeprefix('namespace/')}\n" in found.stderr


def test_who_does_not_answer_in_time_is_not_waited_for(
    project: Path, environment: dict[str, str], plane: ControlPlane
) -> None:
    def otherwise(_method: str, path: str) -> tuple[int, bytes] | None:
        if path.endswith("/configmaps/a"):
            time.sleep(8)
        return None

    with Front(plane, otherwise) as front:
        found = run(front, project, environment)
    assert found.returncode == 1
    assert "page.md:6: kubectl get configmap a -o name\n" in found.stdout
    assert "the command did not end within 3 s; the rest of the page was not run" in found.stdout
    assert ours(plane) == []


def test_a_namespace_that_hangs_is_named_with_its_command(
    project: Path, environment: dict[str, str], plane: ControlPlane
) -> None:
    (project / "examples/stuck.yaml").write_text(STUCK, "utf-8")
    text = "```console exec\n$ kubectl apply -f examples/stuck.yaml\nconfigmap/stuck created\n```\n"
    (project / "page.md").write_text(text, "utf-8")
    found = impatient(project, environment, "--context", "envtest")
    assert found.returncode == 2
    left = re.search(r"remove it: kubectl --context envtest delete namespace (kubeproof-\w+)\n", found.stderr)
    assert left, found.stderr
    patch = '--patch={"metadata": {"finalizers": null}}'
    plane.kubectl("patch", "configmap", "stuck", f"--namespace={left[1]}", "--type=merge", patch)
    plane.kubectl("delete", "namespace", left[1], "--ignore-not-found")
