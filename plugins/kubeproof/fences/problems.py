"""What can be wrong with a fence itself: the codes, and the error that carries one.

What is wrong with the YAML that a fence shows is the business of the rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from kubeproof.files import ReadError, ReadFailure
from kubeproof.finding import Diagnostic, Severity
from kubeproof.text.source import Span


@dataclass(frozen=True, slots=True)
class Code:
    """A code and its name."""

    code: str
    name: str


UNREADABLE_FILE = Code("KP001", "unreadable-file")
UNCLOSED_FENCE = Code("KP002", "unclosed-fence")
MISSING_FILE = Code("KP003", "missing-file")
PATH_OUTSIDE_ROOT = Code("KP004", "path-outside-root")
MISSING_HEADING = Code("KP005", "missing-heading")
MISSING_OBJECT = Code("KP006", "missing-object")
INCLUDE_LOOP = Code("KP007", "include-loop")
BAD_OPTION = Code("KP008", "bad-option")
NOT_DRAWABLE = Code("KP009", "not-drawable")

CODES = (
    UNREADABLE_FILE,
    UNCLOSED_FENCE,
    MISSING_FILE,
    PATH_OUTSIDE_ROOT,
    MISSING_HEADING,
    MISSING_OBJECT,
    INCLUDE_LOOP,
    BAD_OPTION,
    NOT_DRAWABLE,
)

DIRECTIVE_CODES = frozenset({"KP901", "KP902", "KP903"})
"""The rules about what a fence asks for (`skip`, `expect` and so on), not about its YAML."""

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

    def __init__(self, code: Code, message: str, span: Span, *, attribute: str = "") -> None:
        super().__init__(message)
        self.diagnostic = problem(code, message, span)
        self.attribute = attribute


def problem(code: Code, message: str, span: Span) -> Diagnostic:
    """Something wrong with a fence, as a finding."""
    return Diagnostic(code.code, code.name, Severity.ERROR, message, span)


def not_read(error: ReadError, span: Span) -> FenceError:
    """The error of a fence whose file was not read."""
    return FenceError(_OF_FAILURE[error.failure], str(error), span)


def whole_body(body: str) -> Span:
    """The place of what a body says, without the space around it."""
    start = len(body) - len(body.lstrip())
    return Span(start, max(start, len(body.rstrip())))
