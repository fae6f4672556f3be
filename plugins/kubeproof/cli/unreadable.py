"""KP001: a file that cannot be read. It is no rule about a text, for there is no text."""

from __future__ import annotations

from kubeproof.finding import Finding, ObjectReference, Severity

CODE = "KP001"
NAME = "unreadable-file"
SEVERITY = Severity.ERROR
DOCUMENTATION = """\
The file or folder cannot be read: there is no permission, a symbolic link leads nowhere, the file is not UTF-8, or it
is larger than 50 MB. Nothing in it was checked; all other files were.

Save the file as UTF-8, mend the link, or leave the file out with `exclude` in the configuration."""


def unreadable(path: str, problem: str, line: int = 1) -> Finding:
    """The finding for a file that cannot be read."""
    nothing = ObjectReference("", "", "")
    return Finding(CODE, NAME, SEVERITY, problem, path, line, 1, line, 1, "", nothing, (), None)
