"""A namespace for one page, removed afterwards whatever happens."""

from __future__ import annotations

import secrets
import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kubeproof.live.kubectl import Answer, ClusterError, Kubectl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.live.leftovers import Leftovers
    from kubeproof.live.target import Target

REMOVAL = 60.0  # seconds
INTERRUPTS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_BUSY = "services,deployments,statefulsets,daemonsets,replicasets,replicationcontrollers,jobs,cronjobs"
_READY = 20.0
_PAUSE = 0.2
LABELS = {"app.kubernetes.io/managed-by": "kubeproof"}  # so that all can be found, should this process be killed


@contextmanager
def own_namespace(target: Target, leftovers: Leftovers) -> Iterator[Kubectl]:
    """A new namespace, with what Pods need in it.

    Raises:
        ClusterError: the cluster does not answer, or does not let us make one.
    """
    name = f"kubeproof-{secrets.token_hex(4)}"
    kubectl = Kubectl(target, name)
    refused = False
    try:
        answer = kubectl.create({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": LABELS}})
        kubectl.see_whether_it_is_there(answer)
        refused = bool(answer.status)
        _complain_if_refused(kubectl, answer)
        _wait_for_account(kubectl)
        yield kubectl
    finally:
        if not refused:
            with uninterrupted():
                _empty(kubectl)
                _remove(kubectl, name, leftovers)


def wait_until_gone(target: Target, leftovers: Leftovers) -> None:
    """Wait for the namespaces that are being removed; those that stay are listed with the command that removes them."""
    if not leftovers.going:
        return
    kubectl = Kubectl(target)
    names = [f"namespace/{name}" for name in leftovers.going]
    with uninterrupted():
        waited = kubectl.run(["wait", "--for=delete", *names, f"--timeout={REMOVAL:.0f}s"], limit=REMOVAL + 15)
        there = kubectl.run(["get", "namespaces", "--output=name"], limit=REMOVAL, warnings=False)
    for name in leftovers.going:
        if waited.status and (there.status or f"namespace/{name}" in there.lines):
            leftovers.add(["delete", "namespace", name], f"the namespace {name} is not gone: {waited.last}")
    leftovers.going.clear()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Tidy up to the end, also when somebody presses Ctrl-C once more; it takes a minute at most."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = [signal.signal(name, signal.SIG_IGN) for name in INTERRUPTS]
    try:
        yield
    finally:
        for name, handler in zip(INTERRUPTS, before, strict=True):
            signal.signal(name, handler)


def _remove(kubectl: Kubectl, name: str, leftovers: Leftovers) -> None:
    """Begin to remove a namespace; what it takes is waited for when all pages are done."""
    arguments = ["delete", "namespace", name]
    try:
        answer = kubectl.run([*arguments, "--ignore-not-found", "--wait=false"], limit=REMOVAL)
    except ClusterError as error:
        leftovers.add(arguments, str(error))
        return
    if answer.status:
        leftovers.add(arguments, f"the namespace {name} is not gone: {answer.last}")
    else:
        leftovers.going.append(name)


def _empty(kubectl: Kubectl) -> None:
    """Free the ports and the nodes for the next page at once.

    A namespace is looked at only five seconds after its removal has begun, and if there are Pods in it, again after
    half of their grace period.
    """
    for arguments in (["delete", _BUSY, "--all", "--wait=false"], ["delete", "pods", "--all", "--grace-period=1"]):
        if kubectl.run([*arguments, f"--timeout={_READY:.0f}s"], limit=_READY + 5).status:
            return  # the namespace says why, if it does not go either


def _complain_if_refused(kubectl: Kubectl, answer: Answer) -> None:
    if answer.status:
        why = "you may not make namespaces" if "Forbidden" in answer.text else "no namespace can be made"
        raise ClusterError(f"{why} in {kubectl.target.context}: {answer.last}")


def _wait_for_account(kubectl: Kubectl) -> None:
    """Wait for what a controller adds to every new namespace; a Pod that comes earlier is refused."""
    limit = time.monotonic() + _READY
    wanted = ["get", "serviceaccount/default", "configmap/kube-root-ca.crt", "--ignore-not-found", "--output=name"]
    while time.monotonic() < limit:
        if len(kubectl.run(wanted, limit=_READY).lines) == 2:  # noqa: PLR2004 - both of them
            return
        time.sleep(_PAUSE)
