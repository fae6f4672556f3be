"""KP535: spaces around the name of an image."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import containers, part, text
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import bare_pod, pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject


class PaddedImage(TypeRule):
    """The image of a Pod's container has spaces before or after it.

    Only a Pod itself is refused; in the template of a Deployment the server takes it, and its Pods are refused later.

    Source: `validateContainerOnlyForPod` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP535"
    name = "padded-image"
    good: ClassVar = (pod(),)
    bad: ClassVar = (Bad(bare_pod('containers:\n  - name: web\n    image: "nginx:1.27 "')),)
    types: ClassVar = ("core.Pod",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each such image."""
        del subject
        for below, container in containers(part(value, "spec")):
            image = text(container, "image")
            if image != image.strip():
                yield problem((*path, "spec", *below, "image"), f'has spaces around it; write "{image.strip()}"')
