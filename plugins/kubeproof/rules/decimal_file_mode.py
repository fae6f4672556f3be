"""KP983: permissions that were meant in octal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.rules.file_mode import FileMode
from kubeproof.rules.pod_examples import pod
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_ALL = 0o777
_DIGITS = 3
_VOLUME = "volumes:\n  - name: shop\n    secret:\n      secretName: shop\n      defaultMode: {}"


class DecimalFileMode(FieldRule):
    """The permissions of a file read like octal and are decimal: `400` is 0620, and `0400` was meant.

    Only numbers are reported that make sense in octal, with no more rights for others than for the owner, and none as
    they stand. `420`, which is 0644, is fine, as is anything in JSON that makes sense.

    Source: `defaultMode` in https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions.
    """

    code = "KP983"
    name = "decimal-file-mode"
    severity = Severity.WARNING
    good: ClassVar = tuple(pod(spec=_VOLUME.format(mode)) for mode in ("0400", "256", "420"))
    bad: ClassVar = (Bad(pod(spec=_VOLUME.format("400"))), Bad(pod(spec=_VOLUME.format("440"))))
    fields: ClassVar = FileMode.fields

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a number in decimal that makes sense in octal only."""
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _ALL:
            return
        document = subject.document
        span = document.value_span(path)
        is_decimal = document.text[span.start : span.end] == str(value)
        if is_decimal and _makes_sense(str(value)) and not _makes_sense(f"{value:03o}"):
            yield wrong(path, f"is {value}, which is 0{value:o} in octal; write 0{value}")


def _makes_sense(octal: str) -> bool:
    """Whether the owner may do all that the group may, and the group all that others may."""
    if len(octal) != _DIGITS or not set(octal) <= set("04567"):
        return False
    owner, group, others = (int(digit) for digit in octal)
    return group & ~owner == 0 and others & ~group == 0
