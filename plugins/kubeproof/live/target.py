"""Which cluster to talk to: one that somebody named, and that the project allows."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kubeproof.live.hidden import Hidden
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ALLOWED = ("kind-*", "minikube", "k3d-*", "envtest")
"""The contexts that may be used if the project does not say: clusters for trying things out."""

VARIABLE = "KUBEPROOF_CONTEXT"
_LIMIT = 30.0


class TargetError(Exception):
    """There is no cluster to talk to; the message says how to name one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was said about the cluster.

    Attributes:
        context: the context that was named; empty for the current one of `kubeconfig`.
        kubeconfig: the file that was named; None for kubectl's own.
        allowed: the patterns that a context must match one of.
    """

    context: str
    kubeconfig: Path | None = None
    allowed: Sequence[str] = ALLOWED


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A cluster to talk to.

    Attributes:
        context: the name of its context.
        kubectl: the program.
        settings: its kubeconfig, which holds no other cluster; the commands of a page get a copy.
        folder: a folder for files that last as long as the run.
        hidden: what must not be printed.
    """

    context: str
    kubectl: str
    settings: dict[str, Any]
    folder: Path
    hidden: Hidden


def choose(context: str | None, kubeconfig: Path | None, configured: str, allowed: Sequence[str]) -> Choice:
    """The cluster that somebody named: on the command line, in the environment, or in the configuration.

    Raises:
        TargetError: nobody did.
    """
    named = context or os.environ.get(VARIABLE, "") or ("" if kubeconfig else configured)
    if not named and not kubeconfig:
        message = f"no cluster is named: add --context NAME, set {VARIABLE}, or set exec.context in the configuration"
        raise TargetError(message)
    return Choice(context=named, kubeconfig=kubeconfig, allowed=tuple(allowed) or ALLOWED)


@contextmanager
def opened(choice: Choice) -> Iterator[Target]:
    """A cluster, and a private folder for as long as it is used.

    Raises:
        TargetError: kubectl is missing, or there is no such context, or it is not allowed.
    """
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        raise TargetError("kubectl is not installed, or not on the PATH: https://kubernetes.io/docs/tasks/tools/")
    config = [f"--kubeconfig={choice.kubeconfig}"] if choice.kubeconfig else []
    view = _view(kubectl, [*config, "--raw"])
    contexts = [str(each.get("name", "")) for each in view.get("contexts") or ()]
    name = choice.context or str(view.get("current-context", ""))
    _allow(name, contexts, choice)
    settings = _view(kubectl, [*config, "--raw", "--flatten", "--minify", f"--context={name}"])
    with tempfile.TemporaryDirectory(prefix="kubeproof-", ignore_cleanup_errors=True) as folder:
        yield Target(context=name, kubectl=kubectl, settings=settings, folder=Path(folder), hidden=Hidden.of(settings))


def _allow(name: str, contexts: Sequence[str], choice: Choice) -> None:
    where = str(choice.kubeconfig or "the kubeconfig")
    if not name:
        raise TargetError(f"{where} has no current context: add --context NAME")
    # Whether a context is allowed comes first: a name that is not must not be found out by trying.
    if not any(fnmatchcase(name, pattern) for pattern in choice.allowed):
        message = (
            f'the context "{name}" is not allowed; allowed are {", ".join(choice.allowed)}.'
            f" If its cluster may be changed, add it to exec.contexts in the configuration"
        )
        raise TargetError(message)
    if name not in contexts:
        near = nearest(name, contexts)
        hint = f'did you mean "{near}"?' if near else f"it has {', '.join(contexts) or 'none'}"
        raise TargetError(f'{where} has no context "{name}"; {hint}')


def _view(kubectl: str, options: Sequence[str]) -> dict[str, Any]:
    command = [kubectl, "config", "view", "--output=json", *options]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_LIMIT, check=False, stdin=subprocess.DEVNULL)  # noqa: S603 - arguments, no shell
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TargetError(f"kubectl cannot be run: {error}") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise TargetError(f"the kubeconfig cannot be read: {said[-1] if said else 'kubectl does not say why'}")
    value: dict[str, Any] = json.loads(done.stdout)
    return value
