"""KP981: an image that no node can pull."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.images import image_fault
from kubeproof.rules.pod_examples import bare_pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_PLACEHOLDER = re.compile(r"[<>{}$%\[\]*…]|\.\.\.|(?:^|[/:@])(?=[0-9_-]*+[A-Z])[A-Z0-9_-]++(?=$|[/:@])")
_CONTAINERS = "containers:\n  - name: web\n    image: {}\n"


class ImageReference(FieldRule):
    """The image is no reference that a node can read: the server takes it, and the Pod stays in `InvalidImageName`.

    Names of images are in small letters; a tag follows after `:`, a digest after `@`. What is plainly a placeholder,
    such as `<image>`, `$IMAGE` or `YOUR_IMAGE`, is left alone.

    Source: https://kubernetes.io/docs/concepts/containers/images/#image-names
    """

    code = "KP981"
    name = "image-reference"
    severity = Severity.WARNING
    good: ClassVar = tuple(
        bare_pod(_CONTAINERS.format(image))
        for image in ("nginx:1.27", "registry.example.com:5000/shop/web_app:v1", "YOUR_IMAGE", '"<image>:1.0"')
    )
    bad: ClassVar = tuple(
        Bad(bare_pod(_CONTAINERS.format(image)))
        for image in ("Nginx:1.27", "nginx:1.27:latest", "nginx:-1", '"my web"')
    )
    fields: ClassVar = {
        "core.Container": ("image",),
        "core.EphemeralContainer": ("image",),
        "core.ImageVolumeSource": ("reference",),
    }

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for an image that cannot be pulled; a Pod itself with spaces in it is another rule's."""
        if not isinstance(value, str) or not value or _PLACEHOLDER.search(value):
            return
        if subject.kind == "Pod" and value != value.strip():
            return
        if fault := image_fault(value):
            yield wrong(path, f'is "{value}", which {fault}')
