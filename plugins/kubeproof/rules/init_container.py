"""KP532: something on an init container that only a container that keeps running can have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import SIDECAR, containers, has, text
from kubeproof.rules.feature_gates import enabled
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_FIELDS = ("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")
_INIT = (
    "initContainers:\n  - name: log\n    image: busybox:1.37\n    readinessProbe:\n      tcpSocket:\n        port: 80\n"
)


class InitContainer(TypeRule):
    """An init container has a probe or a lifecycle hook.

    It runs once and ends, so there is nothing to probe. Since Kubernetes 1.29 an init container with
    `restartPolicy: Always` is a sidecar: it keeps running, and can have both.

    Source: `validateInitContainers` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP532"
    name = "init-container"
    about: ClassVar = ("initContainers",)
    good: ClassVar = (pod(spec=f"{_INIT}    restartPolicy: Always"),)
    bad: ClassVar = (Bad(pod(spec=_INIT)),)
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each such field."""
        sidecars = enabled("sidecar", subject)
        for below, container in containers(value, "initContainers"):
            if sidecars and text(container, "restartPolicy") == SIDECAR:
                continue
            for name in _FIELDS:
                if has(container, name) and not _is_dropped(container[name]):
                    fault = "cannot be set for an init container, unless it is a sidecar (restartPolicy: Always)"
                    yield problem((*path, *below, name), fault)


def _is_dropped(lifecycle: object) -> bool:
    """Whether the server drops a `lifecycle`: it holds a `stopSignal` only, a feature that is off by default."""
    return isinstance(lifecycle, dict) and {name for name, value in lifecycle.items() if value is not None} == {
        "stopSignal",
    }
