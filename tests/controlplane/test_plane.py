"""The control plane of the tests is a real one, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.controlplane import build
from tests.controlplane.nodes import add_nodes, remove_nodes
from tests.controlplane.plane import POD_ADDRESSES, ControlPlane, PlaneError

if TYPE_CHECKING:
    from collections.abc import Callable

sees_processes = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
pytestmark = [pytest.mark.cluster, pytest.mark.xdist_group("cluster pages")]

NODES = [
    {"apiVersion": "v1", "kind": "Node", "metadata": {"name": f"rack-{each}", "labels": {"disk": disk}}}
    for each, disk in enumerate(("ssd", "hdd", "ssd"), start=1)
]
DAEMON_SET = {
    "apiVersion": "apps/v1",
    "kind": "DaemonSet",
    "metadata": {"name": "agent"},
    "spec": {
        "selector": {"matchLabels": {"app": "agent"}},
        "template": {
            "metadata": {"labels": {"app": "agent"}},
            "spec": {"nodeSelector": {"disk": "ssd"}, "containers": [{"name": "agent", "image": "busybox:1.37"}]},
        },
    },
}
STARTER = """\
import sys, time
from pathlib import Path
from tests.controlplane.nodes import add_nodes, remove_nodes
from tests.controlplane.plane import ControlPlane
with ControlPlane(Path(sys.argv[1]), controllers=False) as plane:
    print(plane.folder, flush=True)
    time.sleep(600)
"""


def soon(holds: Callable[[], bool], seconds: float = 30) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if holds():
            return True
        time.sleep(0.1)
    return False


def commands_naming(folder: Path) -> list[str]:
    """The processes whose command line names the folder."""
    found = []
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            command = each.read_bytes().decode(errors="replace")
            if str(folder) in command:
                found.append(command)
    return found


def test_is_the_release_that_the_module_names(control_plane: ControlPlane) -> None:
    versions = json.loads(control_plane.kubectl("version", "--output=json"))
    assert versions["serverVersion"]["gitVersion"] == versions["clientVersion"]["gitVersion"] == build.version()


def test_the_context_of_its_kubeconfig_is_envtest(control_plane: ControlPlane) -> None:
    assert control_plane.kubectl("config", "current-context").strip() == "envtest"


def test_pods_run_on_nodes_that_kwok_plays(control_plane: ControlPlane) -> None:
    add_nodes(control_plane.client, NODES)
    control_plane.kubectl("apply", "--filename=-", stdin=json.dumps(DAEMON_SET))
    try:
        control_plane.kubectl("rollout", "status", "daemonset/agent", "--timeout=60s")
        pods = control_plane.client.call("GET", "/api/v1/namespaces/default/pods").value["items"]
    finally:  # the nodes last: their kubelet, here kwok, lets go of the Pods
        control_plane.kubectl("delete", "daemonset/agent", "--cascade=foreground")
        remove_nodes(control_plane.client)
    network = POD_ADDRESSES.removesuffix("0.0/16")
    assert {pod["spec"]["nodeName"] for pod in pods} == {"rack-1", "rack-3"}
    assert all(pod["status"]["phase"] == "Running" for pod in pods)
    assert all(pod["status"]["podIP"].startswith(network) for pod in pods)


def test_a_strict_dry_run_refuses_a_misspelt_field(control_plane: ControlPlane) -> None:
    broken = json.dumps(DAEMON_SET).replace('"nodeSelector"', '"nodeSelectors"')
    with pytest.raises(subprocess.CalledProcessError) as refusal:
        control_plane.kubectl("create", "--dry-run=server", "--validate=strict", "--filename=-", stdin=broken)
    assert 'unknown field "spec.template.spec.nodeSelectors"' in refusal.value.stderr


@sees_processes
def test_stops_without_a_trace(binaries: Path) -> None:
    with ControlPlane(binaries, controllers=False) as plane:
        assert plane.client.call("GET", "/readyz").value == {"message": "ok"}
        plane.kubectl("get", "namespaces")
        assert len(commands_naming(plane.folder)) >= 3  # etcd, the API server and the reaper
    assert not plane.folder.exists()
    assert commands_naming(plane.folder) == []


@sees_processes
def test_ends_with_the_process_that_started_it(binaries: Path, repository: Path) -> None:
    command = [sys.executable, "-c", STARTER, str(binaries)]
    with subprocess.Popen(command, cwd=repository, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout
        folder = Path(starter.stdout.readline().strip())
        os.kill(starter.pid, signal.SIGKILL)
    assert folder.name.startswith("controlplane-")
    assert soon(lambda: not folder.exists())
    assert soon(lambda: commands_naming(folder) == [])


def test_a_part_that_does_not_start_says_why(binaries: Path, tmp_path: Path) -> None:
    (tmp_path / "etcd").symlink_to(binaries / "etcd")
    (tmp_path / "kube-apiserver").write_text("#!/bin/sh\necho no room >&2\nexit 7\n", encoding="utf-8")
    (tmp_path / "kube-apiserver").chmod(0o755)
    plane = ControlPlane(tmp_path, controllers=False)
    with pytest.raises(PlaneError, match=r"kube-apiserver ended with status 7\nno room"), plane:
        pytest.fail("it did start")
    assert not plane.folder.exists()
