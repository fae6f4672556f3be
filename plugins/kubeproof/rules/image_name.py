"""KP535: the name of an image that a Pod cannot have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.pods import containers, entries, has, part, text
from kubeproof.rules.feature_gates import enabled
from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import bare_pod, pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject


class ImageName(TypeRule):
    """The image of a Pod's container has spaces before or after it, or a volume from an image names none.

    Only a Pod itself is refused; in the template of a Deployment the server takes both, and its Pods are refused later.

    Source: `validateContainerOnlyForPod` and `validateImageVolumeSource` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP535"
    name = "image-name"
    good: ClassVar = (pod(),)
    bad: ClassVar = (
        Bad(
            bare_pod('containers:\n  - name: web\n    image: "nginx:1.27 "'),
            fixed=bare_pod('containers:\n  - name: web\n    image: "nginx:1.27"'),
        ),
        Bad(pod(spec="volumes:\n  - name: data\n    image:\n      pullPolicy: Always")),
    )
    types: ClassVar = ("core.Pod",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem at each such image."""
        spec = part(value, "spec")
        for below, container in containers(spec):
            image = text(container, "image")
            if image != image.strip():
                yield problem((*path, "spec", *below, "image"), f'has spaces around it; write "{image.strip()}"')
        for index, volume in entries(spec, "volumes") if enabled("image", subject) else ():
            if has(volume, "image") and not text(part(volume, "image"), "reference"):
                yield problem(
                    (*path, "spec", "volumes", index, "image", "reference"), "is required and must not be empty"
                )
