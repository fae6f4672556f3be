"""KP980: a medium for an emptyDir that no node has."""

from __future__ import annotations

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

_MEMORY, _HUGE = "Memory", "HugePages"
_VOLUME = "volumes:\n  - name: cache\n    emptyDir:\n      medium: {}"


class VolumeMedium(FieldRule):
    """The medium of an emptyDir is neither `Memory` nor huge pages: the server takes it, and the Pod does not start.

    Source: https://kubernetes.io/docs/concepts/storage/volumes/#emptydir, and `SetUpAt` of the emptyDir plugin.
    """

    code = "KP980"
    name = "volume-medium"
    severity = Severity.WARNING
    good: ClassVar = (pod(spec=_VOLUME.format(_MEMORY)), pod(spec=_VOLUME.format(f"{_HUGE}-2Mi")))
    bad: ClassVar = (Bad(pod(spec=_VOLUME.format("memory"))),)
    fields: ClassVar = {"core.EmptyDirVolumeSource": ("medium",)}

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for an unknown medium."""
        del subject
        if isinstance(value, str) and value not in ("", _MEMORY, _HUGE) and not value.startswith(f"{_HUGE}-"):
            yield wrong(path, f'is "{value}"; write {_MEMORY}, {_HUGE} or {_HUGE}-2Mi, or leave it out for a disk')
