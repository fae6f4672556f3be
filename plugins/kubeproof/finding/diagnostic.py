"""Findings inside a text: places are offsets in it, not yet lines of a file."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from kubeproof.manifest.path import spell

if TYPE_CHECKING:
    from kubeproof.manifest.path import FieldPath
    from kubeproof.text.edit import Edit
    from kubeproof.text.source import Span


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """The API server refuses the object."""
    WARNING = "warning"
    """The API server takes the object, and it is still broken or on its way out."""
    INFO = "info"
    """Something worth knowing, such as that a kind is not checked."""


class Applicability(StrEnum):
    """Whether a repair may be made without asking."""

    SAFE = "safe"
    """The only repair that is possible, and it keeps the author's meaning."""
    UNSAFE = "unsafe"
    """Likely right; somebody should look at it."""
    DISPLAY = "display"
    """A placeholder that the author has to fill in."""


class Problem(NamedTuple):
    """What a rule yields: what is wrong with which field.

    Attributes:
        path: the field, as the API server would name it.
        message: what is wrong and what to write instead, one line.
        anchor: the part of the field to point at.
        span: a place of its own, for what has no field.
    """

    path: FieldPath
    message: str
    anchor: Literal["key", "value"] = "value"
    span: Span | None = None


class Repair(NamedTuple):
    """A way to mend a finding: edits of the text that was read, all or none."""

    applicability: Applicability
    message: str
    edits: tuple[Edit, ...]


class Diagnostic(NamedTuple):
    """A finding before it has a line and a column."""

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    path: FieldPath = ()
    api_version: str = ""
    kind: str = ""
    object_name: str = ""
    kubernetes: tuple[str, ...] = ()
    repair: Repair | None = None

    @property
    def same(self) -> tuple[str, str, str, Span]:
        """What two findings of different Kubernetes versions share if they are one."""
        return self.code, spell(self.path), self.message, self.span

    @property
    def identity(self) -> tuple[str, FieldPath, str]:
        """What stays the same when the text around the finding changes."""
        return self.code, self.path, self.message
