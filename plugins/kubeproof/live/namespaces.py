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

LOCK = "kubeproof-lock"
REMOVAL = 60.0  # seconds
_READY = 20.0
_PAUSE = 0.2
_LABEL = "app.kubernetes.io/managed-by=kubeproof"


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
        answer = kubectl.run(["create", "namespace", name], limit=REMOVAL)
        kubectl.see_whether_it_is_there(answer)
        refused = bool(answer.status)
        _complain_if_refused(kubectl, answer)
        kubectl.run(["label", "namespace", name, _LABEL], limit=REMOVAL)
        _wait_for_account(kubectl)
        yield kubectl
    finally:
        if not refused:
            with uninterrupted():
                remove(kubectl, name, leftovers)


@contextmanager
def lock(kubectl: Kubectl, leftovers: Leftovers) -> Iterator[None]:
    """Let no other run change what the whole cluster shares: who makes the namespace `kubeproof-lock` may.

    Raises:
        ClusterError: another run has it for too long.
    """
    limit = time.monotonic() + REMOVAL
    while (answer := kubectl.run(["create", "namespace", LOCK], limit=REMOVAL)).status:
        kubectl.see_whether_it_is_there(answer)
        if "AlreadyExists" not in answer.text and "already exists" not in answer.text:
            raise ClusterError(f"the namespace {LOCK} cannot be made: {answer.last}")
        if time.monotonic() > limit:
            command = f"kubectl --context {kubectl.target.context} delete namespace {LOCK}"
            message = f"another run changes what the cluster shares; wait for its end, or if there is none: {command}"
            raise ClusterError(message)
        time.sleep(1)
    try:
        yield
    finally:
        with uninterrupted():
            remove(kubectl, LOCK, leftovers)


def remove(kubectl: Kubectl, name: str, leftovers: Leftovers) -> None:
    """Remove a namespace; what cannot be removed is listed."""
    arguments = ["delete", "namespace", name]
    options = ["--ignore-not-found", f"--timeout={REMOVAL:.0f}s"]
    try:
        answer = kubectl.run([*arguments, *options], limit=REMOVAL + 15)
    except ClusterError as error:
        leftovers.add(arguments, str(error))
    else:
        if answer.status:
            leftovers.add(arguments, f"the namespace {name} is not gone: {answer.last}")


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Tidy up to the end, also when somebody presses Ctrl-C once more; it takes a minute at most."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(name, signal.SIG_IGN) for name in names]
    try:
        yield
    finally:
        for name, handler in zip(names, before, strict=True):
            signal.signal(name, handler)


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
