"""What came of one file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kubeproof.fences.call import Pull
    from kubeproof.finding import Finding


class Mode(Enum):
    """What to do with what can be repaired."""

    CHECK = "name it"
    DIFF = "show the change"
    FIX = "make the change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one file.

    Attributes:
        path: the file, as findings name it.
        findings: what is left to report.
        documents: how many YAML documents it holds.
        lines: the lines that a format may quote.
        fixed: how many findings were repaired, or would be.
        text: the text after the repairs, if there were any and it is not in the file yet.
        diff: the change as a unified diff, if that was asked for.
        failure: what was asked for and could not be done.
        pulls: the files that the fences of a page bring along.
        digest: what identifies the file's content, if all that is said here follows from it.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    documents: int = 0
    lines: Mapping[int, str] = field(default_factory=dict)
    fixed: int = 0
    text: str | None = None
    diff: str = ""
    failure: str | None = None
    pulls: tuple[Pull, ...] = ()
    digest: str = ""

    def at(self, path: str) -> Outcome:
        """The same for another file with the same content."""
        return replace(self, path=path, findings=tuple(replace(finding, path=path) for finding in self.findings))


def display(path: str) -> str:
    """A path as text, also if its bytes are not UTF-8."""
    return path if path.isascii() else path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
