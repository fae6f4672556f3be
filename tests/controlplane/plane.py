"""A real Kubernetes control plane on loopback: etcd, the API server and, if wanted, what makes Pods run.

It starts within seconds, keeps everything in one temporary folder and leaves nothing behind. `build.py` makes the
binaries.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.controlplane.build import STAGES
from tests.controlplane.client import Client

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTEXT = "envtest"
START_LIMIT = 60.0  # seconds; it takes 5 to 10, and longer on a busy machine
SERVICE_ADDRESSES = "10.96.0.0/16,fd00:10:96::/112"  # these two are what kind uses; IPv6 is for who asks for it
POD_ADDRESSES = "10.244.0.0/16"
REAPER = Path(__file__).with_name("reaper.py")

KUBECONFIG = """\
apiVersion: v1
kind: Config
current-context: {context}
clusters:
- name: {context}
  cluster: {{server: "{url}", certificate-authority: "{authority}"}}
users:
- name: {context}
  user: {{token: "{token}"}}
contexts:
- name: {context}
  context: {{cluster: {context}, user: {context}}}
"""


class PlaneError(RuntimeError):
    """A part of the control plane ended, or was not ready in time; the message ends with what it logged last."""


@dataclass(slots=True)
class ControlPlane:
    """Run a control plane for the length of a `with` statement.

    Args:
        binaries: The folder that `build.py` filled.
        controllers: Whether to run the controllers, the scheduler and kwok too, so that Pods run on kwok's nodes.
        only: The controllers to run instead of all. Then nobody plays the nodes: they, and the Pods on them, stay as
            they are written.

    Raises:
        PlaneError: On entering, when a part does not start.
    """

    binaries: Path
    controllers: bool = True
    only: tuple[str, ...] = ()
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    folder: Path = field(init=False)
    client: Client = field(init=False)
    _processes: dict[str, subprocess.Popen[bytes]] = field(init=False, default_factory=dict)
    _reaper: subprocess.Popen[bytes] = field(init=False)

    @property
    def kubeconfig(self) -> Path:
        return self.folder / "kubeconfig"

    @property
    def plays_nodes(self) -> bool:
        """Whether kwok makes nodes ready and Pods run."""
        return self.controllers and not self.only

    @property
    def authority(self) -> Path:
        """The API server signs its own certificate and keeps the authority's in the same file."""
        return self.folder / "certificates" / "apiserver.crt"

    @property
    def environment(self) -> dict[str, str]:
        """This process's environment, in which `kubectl` is the right one and talks to this control plane."""
        return os.environ | {
            "PATH": f"{self.binaries}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "KUBECONFIG": str(self.kubeconfig),
            "KUBECACHEDIR": str(self.folder / "cache"),  # what it would leave in the home folder
        }

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="controlplane-"))
        self._reaper = subprocess.Popen(
            [sys.executable, "-I", REAPER, self.folder], stdin=subprocess.PIPE, start_new_session=True
        )
        try:
            self._start_all()
        except BaseException:
            self._stop_all()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop_all()

    def kubectl(self, *arguments: str, stdin: str = "") -> str:
        """Run kubectl as the administrator; the answer is what it printed."""
        command: list[str | Path] = [self.binaries / "kubectl", *arguments]
        done = subprocess.run(command, input=stdin, env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout

    def _start_all(self) -> None:
        store, peers, server = free_ports(3)
        self.client = Client(f"https://127.0.0.1:{server}", self.token, self.authority)
        self._write_kubeconfig()
        self._start("etcd", etcd(self.folder, store, peers))
        self._start("kube-apiserver", apiserver(self, store, server))
        self._wait_for("/readyz", "/api/v1/namespaces/default")
        if self.controllers:
            self._start("kube-controller-manager", controller_manager(self))
            self._start("kube-scheduler", scheduler(self))
        if self.plays_nodes:
            self._start("kwok", kwok(self))
            self._wait_for("/api/v1/namespaces/default/serviceaccounts/default")

    def _write_kubeconfig(self) -> None:
        text = KUBECONFIG.format(context=CONTEXT, url=self.client.url, authority=self.authority, token=self.token)
        self.kubeconfig.write_text(text, encoding="utf-8")
        self.kubeconfig.chmod(0o600)

    def _start(self, name: str, options: Iterable[str]) -> None:
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [self.binaries / name, *options], stdout=log, stderr=log, stdin=subprocess.DEVNULL, process_group=0
            )
        self._processes[name] = process
        assert self._reaper.stdin
        self._reaper.stdin.write(f"{process.pid}\n".encode())
        self._reaper.stdin.flush()

    def _stop_all(self) -> None:
        """Killing is enough: what they would save is thrown away."""
        if hasattr(self, "client"):
            self.client.close()
        self._reaper.communicate()
        for process in self._processes.values():
            process.wait()

    def _wait_for(self, *paths: str) -> None:
        limit = time.monotonic() + START_LIMIT
        for path in paths:
            while not self._answers(path):
                self._complain_about_ended()
                if time.monotonic() > limit:
                    raise PlaneError(f"{path} is not there after {START_LIMIT:.0f} s\n{self._tail('kube-apiserver')}")
                time.sleep(0.05)

    def _answers(self, path: str) -> bool:
        try:
            return self.client.call("GET", path).good
        except OSError:  # not listening yet, or no certificate yet
            return False

    def _complain_about_ended(self) -> None:
        for name, process in self._processes.items():
            if process.poll() is not None:
                raise PlaneError(f"{name} ended with status {process.returncode}\n{self._tail(name)}")

    def _tail(self, name: str) -> str:
        lines = (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-15:])


def free_ports(count: int) -> list[int]:
    """Ports that were free a moment ago; all are held until the last is found, so that they differ."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports: list[int] = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def etcd(folder: Path, client: int, peer: int) -> list[str]:
    clients, peers = f"http://127.0.0.1:{client}", f"http://127.0.0.1:{peer}"
    return [
        f"--data-dir={folder / 'etcd'}",
        f"--listen-client-urls={clients}",
        f"--advertise-client-urls={clients}",
        f"--listen-peer-urls={peers}",
        f"--initial-advertise-peer-urls={peers}",
        f"--initial-cluster=default={peers}",
        "--unsafe-no-fsync",  # nothing here outlives the machine
    ]


def apiserver(plane: ControlPlane, store: int, port: int) -> list[str]:
    tokens = plane.folder / "tokens.csv"
    tokens.write_text(f'{plane.token},admin,admin,"system:masters"\n', encoding="utf-8")
    tokens.chmod(0o600)
    key = plane.authority.with_suffix(".key")
    options = [
        f"--etcd-servers=http://127.0.0.1:{store}",
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",  # an endpoint cannot be a loopback address
        f"--secure-port={port}",
        f"--cert-dir={plane.authority.parent}",
        f"--token-auth-file={tokens}",
        "--authorization-mode=RBAC",
        f"--service-cluster-ip-range={SERVICE_ADDRESSES}",
        "--service-account-issuer=https://kubernetes.default.svc",
        f"--service-account-key-file={key}",  # the key of its own certificate, which it makes before it reads this
        f"--service-account-signing-key-file={key}",
        "--allow-privileged",
    ]
    if not plane.plays_nodes:  # nobody makes the ServiceAccount that every Pod would need, or says that nodes are ready
        options.append("--disable-admission-plugins=ServiceAccount,TaintNodesByCondition")
    return options


def controller_manager(plane: ControlPlane) -> list[str]:
    return [
        *component(plane),
        f"--controllers={','.join(plane.only or '*')}",
        f"--root-ca-file={plane.authority}",
        f"--service-account-private-key-file={plane.authority.with_suffix('.key')}",
    ]


def scheduler(plane: ControlPlane) -> list[str]:
    return component(plane)


def component(plane: ControlPlane) -> list[str]:
    """What the controllers and the scheduler share; they may ask as fast as they can, for a test waits for them."""
    return [
        f"--kubeconfig={plane.kubeconfig}",
        "--leader-elect=false",
        "--secure-port=0",
        "--kube-api-qps=-1",
    ]


def kwok(plane: ControlPlane) -> list[str]:
    return [
        f"--kubeconfig={plane.kubeconfig}",
        f"--config={plane.binaries / STAGES}",
        "--manage-all-nodes",
        f"--cidr={POD_ADDRESSES}",
        "--node-lease-duration-seconds=40",
    ]
