"""KP510: permissions of a file that are out of range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.rules.field_problem import problem
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_ALL = 0o777
_VOLUME = "volumes:\n  - name: shop\n    configMap:\n      name: shop\n      defaultMode: {}"


class FileMode(FieldRule):
    """The permissions of a file in a volume are not between 0 and 0777.

    YAML reads a number as decimal unless it starts with `0`: `644` is 1204 in octal, and `0644` was meant.

    Source: `must be a number between 0 and 0777 (octal)` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP510"
    name = "file-mode"
    in_fragments = True
    good: ClassVar = (pod(spec=_VOLUME.format("0644")),)
    bad: ClassVar = (Bad(pod(spec=_VOLUME.format("644"))),)
    fields: ClassVar = {
        "core.ConfigMapVolumeSource": ("defaultMode",),
        "core.DownwardAPIVolumeFile": ("mode",),
        "core.DownwardAPIVolumeSource": ("defaultMode",),
        "core.KeyToPath": ("mode",),
        "core.ProjectedVolumeSource": ("defaultMode",),
        "core.SecretVolumeSource": ("defaultMode",),
    }

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a number out of range; it names the octal number that looks the same."""
        del subject
        if isinstance(value, int) and not isinstance(value, bool) and not 0 <= value <= _ALL:
            octal = value > 0 and set(str(value)) <= set("01234567") and int(str(value), 8) <= _ALL
            hint = f"; did you mean 0{value}, in octal?" if octal else ""
            yield problem(path, f"must be between 0 and 0777 (octal), not {value}{hint}")
