"""KP105: text behind the end of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem, Severity
from kubeproof.rules.rule import Bad, Rule, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject

_NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n"
_LABELS = "  labels:\n    tier: web\n"


class UnreadText(Rule):
    """A line `...` ends a document, and so does the bracket that closes one in JSON: the rest is left out in silence.

    Only `---` begins the next document. Dots that stand for what was left out belong in a comment: `# ...`.

    Source: the API server takes the first document of a text and does not look at what follows it.
    """

    code = "KP105"
    name = "unread-text"
    severity = Severity.WARNING
    any_yaml = True
    when = When.UNREADABLE
    good: ClassVar = (f"{_NAMESPACE}...\n---\n{_NAMESPACE}", f"{_NAMESPACE}# ...\n{_LABELS}")
    bad: ClassVar = (Bad(f"{_NAMESPACE}...\n{_LABELS}"),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """The text that nobody reads."""
        for problem in subject.document.problems:
            if problem.sort == "unread":
                yield Problem(
                    (), "the server does not read what stands from here on: the document is over", span=problem.span
                )
