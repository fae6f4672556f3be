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
_NAME = {"name": "kubeproof-lock", "namespace": "default"}
_LOCK = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {**_NAME, "labels": LABELS}}
_REMOVE = ("delete", "configmap", _NAME["name"], f"--namespace={_NAME['namespace']}")


@contextmanager
def lock(kubectl: Kubectl, leftovers: Leftovers) -> Iterator[None]:
    """Let no other run change what the cluster shares: who makes the ConfigMap `kubeproof-lock` may.

    Raises:
        ClusterError: another run has it for too long, or it cannot be made.
    """
    limit = time.monotonic() + _PATIENCE
    while (answer := kubectl.create(_LOCK)).status:
        kubectl.see_whether_it_is_there(answer)
        if "AlreadyExists" not in answer.text:
            raise ClusterError(f"the ConfigMap {_NAME['name']}, which keeps other runs out, is not made: {answer.last}")
        if time.monotonic() > limit:
            command = f"kubectl --context {kubectl.target.context} {' '.join(_REMOVE)}"
            message = f"another run changes what the cluster shares; wait for its end, or if there is none: {command}"
            raise ClusterError(message)
        time.sleep(1)
    try:
        yield
    finally:
        with uninterrupted():
            answer = kubectl.run([*_REMOVE, "--ignore-not-found"], limit=REMOVAL)
            if answer.status:
                leftovers.add(_REMOVE, f"the ConfigMap {_NAME['name']} is not gone: {answer.last}")
