"""KP982: a path of a mount with a colon in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_DRIVE = re.compile(r"[A-Za-z]:(?=$|[\\/])")
_VOLUME = "volumes:\n  - name: data\n    emptyDir: {}"
_MOUNT = "volumeMounts:\n  - name: data\n    mountPath: {}"


class MountPathColon(FieldRule):
    r"""A `mountPath` has a colon in it: the server takes it, and the container does not start.

    A colon after the letter of a drive is fine, as in `C:\data` on Windows. A mount is not written as for Docker,
    where `:ro` follows the path; `readOnly: true` is a field of its own.

    Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/, `mountPath`.
    """

    code = "KP982"
    name = "mount-path-colon"
    severity = Severity.WARNING
    good: ClassVar = (pod(_MOUNT.format("/data"), _VOLUME), pod(_MOUNT.format("'C:\\data'"), _VOLUME))
    bad: ClassVar = (Bad(pod(_MOUNT.format("/data:ro"), _VOLUME)),)
    fields: ClassVar = {"core.VolumeMount": ("mountPath",)}

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a colon that belongs to no drive."""
        del subject
        if isinstance(value, str) and ":" in _DRIVE.sub("", value, count=1):
            hint = "; write readOnly: true beside it" if value.endswith(":ro") else ""
            yield wrong(path, f'is "{value}", which must not contain ":"{hint}')
