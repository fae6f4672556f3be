"""How far a text is from one that the API server takes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from kubeproof.finding import Severity
from kubeproof.manifest.reader import read
from kubeproof.repair.outline import Outline
from kubeproof.rules.engine import diagnose, recognised

if TYPE_CHECKING:
    from kubeproof.finding import Diagnostic
    from kubeproof.manifest.document import Document
    from kubeproof.rules.scope import Scope

Rank = tuple[int, int, int]
_UNREADABLE = 3
_UNSERVED = frozenset({"KP201", "KP202", "KP203", "KP204", "KP205"})


class Assessment:
    """A text, read and diagnosed for the chosen versions."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text = text
        self.scope = scope
        self.documents: list[Document] = read(text)

    @classmethod
    def of(cls, document: Document, scope: Scope, diagnostics: list[Diagnostic]) -> Self:
        """The assessment of a document's own text, from what is known of the document."""
        if document.own_text != document.text:
            return cls(document.own_text, scope)  # its places are others
        known = cls.__new__(cls)
        known.text, known.scope, known.documents, known.diagnostics = document.text, scope, [document], diagnostics
        return known

    @cached_property
    def outline(self) -> Outline:
        """The text read line by line."""
        return Outline(self.text)

    @cached_property
    def parses(self) -> bool:
        """Whether all of it can be read."""
        return all(document.parses for document in self.documents)

    @property
    def is_cut(self) -> bool:
        """Whether some of it is left unread, because the document ends before."""
        return any(problem.sort == "unread" for document in self.documents for problem in document.problems)

    @cached_property
    def stopped_at(self) -> int:
        """The offset at which reading failed; the length of the text if it did not."""
        stops = (document.problems[0].span.start for document in self.documents if not document.parses)
        return min(stops, default=len(self.text))

    @cached_property
    def diagnostics(self) -> list[Diagnostic]:
        """All findings."""
        return [found for document in self.documents for found in diagnose(document, self.scope)]

    @cached_property
    def errors(self) -> list[Diagnostic]:
        """The findings for which a server would refuse the text."""
        return [found for found in self.diagnostics if found.severity is Severity.ERROR]

    @cached_property
    def strays(self) -> int:
        """How many documents have no schema, and how many parts stand beside another one in a document."""
        return sum(abs(recognised(document, self.scope) - 1) for document in self.documents)

    @cached_property
    def rank(self) -> Rank:
        """What has to become smaller: first the text must be readable, then of a known kind, then without errors."""
        if not self.parses:
            return (2, len(self.text) - self.stopped_at, 0)
        unserved = sum(found.code in _UNSERVED for found in self.errors) + self.strays
        return (1 if unserved else 0, unserved, len(self.errors))

    @cached_property
    def values(self) -> list[Any]:
        """What the documents say, for comparing two texts by their meaning."""
        return [document.value for document in self.documents]
