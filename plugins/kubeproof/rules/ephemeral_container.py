"""KP534: an ephemeral container in a manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import items
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject


class EphemeralContainer(TypeRule):
    """Ephemeral containers are added to a Pod that runs, with `kubectl debug`; no manifest can create them.

    Source: `cannot be set on create` in `ValidatePodCreate`, and `ValidatePodTemplateSpec`,
    `pkg/apis/core/validation/validation.go`.
    """

    code = "KP534"
    name = "ephemeral-container"
    about: ClassVar = ("ephemeralContainers",)
    good: ClassVar = (pod(),)
    bad: ClassVar = (Bad(pod(spec="ephemeralContainers:\n  - name: debug\n    image: busybox:1.37")),)
    types: ClassVar = ("core.PodSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem if there are any."""
        del subject
        if items(value, "ephemeralContainers"):
            yield problem((*path, "ephemeralContainers"), "cannot be created with a manifest; use kubectl debug")
