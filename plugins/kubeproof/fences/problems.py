"""What can be wrong with a fence itself: the names of the rules, and the error that carries one.

What is wrong with the YAML that a fence shows is the business of the other rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.files import ReadError, ReadFailure
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from kubeproof.finding import Diagnostic

UNREADABLE_FILE = "unreadable-file"
MISSING_FILE = "missing-file"
PATH_OUTSIDE_ROOT = "path-outside-root"
MISSING_HEADING = "missing-heading"
MISSING_OBJECT = "missing-object"
INCLUDE_LOOP = "include-loop"
BAD_OPTION = "bad-option"
NOT_DRAWABLE = "not-drawable"
NOT_RUNNABLE = "not-runnable"
DOUBTFUL_OUTPUT = "doubtful-output"

_OF_FAILURE = {
    ReadFailure.MISSING: MISSING_FILE,
    ReadFailure.OUTSIDE: PATH_OUTSIDE_ROOT,
    ReadFailure.UNREADABLE: UNREADABLE_FILE,
}


class FenceError(Exception):
    """A fence that cannot be shown as it is written.

    Attributes:
        diagnostic: what is wrong; its place is in the body of the fence.
        attribute: the attribute of the fence that is wrong; its place is then there, and not in the body.
    """

    def __init__(self, rule: str, message: str, span: Span, *, attribute: str = "") -> None:
        super().__init__(message)
        from kubeproof.rules.engine import page_diagnostic  # noqa: PLC0415 - loads the rules; most pages have no error

        self.diagnostic: Diagnostic = page_diagnostic(rule, message, span)
        self.attribute = attribute


def not_read(error: ReadError, span: Span) -> FenceError:
    """The error of a fence whose file was not read."""
    return FenceError(_OF_FAILURE[error.failure], str(error), span)


def whole_body(body: str) -> Span:
    """The place of what a body says, without the space around it."""
    start = len(body) - len(body.lstrip())
    return Span(start, max(start, len(body.rstrip())))
