"""One run at a time changes what a whole cluster shares."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kubeproof.live.kubectl import ClusterError
from kubeproof.live.namespaces import LABELS, REMOVAL, uninterrupted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.live.kubectl import Kubectl
    from kubeproof.live.leftovers import Leftovers

_PATIENCE = 300.0  # seconds; the pages of another run may take long
_NAME = "kubeproof-lock"
_IN = "--namespace=default"
_HOLDER = "--output=jsonpath={.data.holder}"
_REMOVE = ("delete", "configmap", _NAME, _IN)


@contextmanager
def lock(kubectl: Kubectl, leftovers: Leftovers) -> Iterator[None]:
    """Let no other run change what the cluster shares: who makes the ConfigMap `kubeproof-lock` may.

    Raises:
        ClusterError: another run has it for too long, or it cannot be made.
    """
    try:
        _take(kubectl)
        yield
    finally:
        with uninterrupted():
            _release(kubectl, leftovers)


def _take(kubectl: Kubectl) -> None:
    metadata = {"name": _NAME, "namespace": "default", "labels": LABELS}
    value = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": {"holder": kubectl.namespace}}
    limit = time.monotonic() + _PATIENCE
    while (answer := kubectl.create(value)).status:
        kubectl.see_whether_it_is_there(answer)
        if "AlreadyExists" not in answer.text:
            raise ClusterError(f"the ConfigMap {_NAME}, which keeps other runs out, is not made: {answer.last}")
        if time.monotonic() > limit:
            command = f"kubectl --context {kubectl.target.context} {' '.join(_REMOVE)}"
            message = f"another run changes what the cluster shares; wait for its end, or if there is none: {command}"
            raise ClusterError(message)
        time.sleep(1)


def _release(kubectl: Kubectl, leftovers: Leftovers) -> None:
    """Remove the ConfigMap if it is ours: who is interrupted while it is made does not know."""
    answer = kubectl.run(["get", "configmap", _NAME, _IN, "--ignore-not-found", _HOLDER], limit=REMOVAL, warnings=False)
    if answer.text == kubectl.namespace:
        answer = kubectl.run([*_REMOVE, "--ignore-not-found"], limit=REMOVAL)
    if answer.status:
        leftovers.add(_REMOVE, f"the ConfigMap {_NAME} is not gone: {answer.last}")
