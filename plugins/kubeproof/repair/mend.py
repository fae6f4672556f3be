"""Mends one document: what is wrong with it, and the edits that put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kubeproof.finding import Applicability, Diagnostic, Repair, Severity
from kubeproof.repair.assessment import Assessment
from kubeproof.repair.doubt import is_doubtful
from kubeproof.repair.ledger import Ledger
from kubeproof.repair.search import Step, search
from kubeproof.rules.engine import diagnose, recognised
from kubeproof.rules.template import MARKS
from kubeproof.text.edit import Edit
from kubeproof.text.source import Span

if TYPE_CHECKING:
    from kubeproof.manifest.document import Document
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.scope import Scope

_LONGEST = 200_000


class Mended(NamedTuple):
    """A document's findings with their repairs, those that were made, and the edits that made them.

    All places are offsets in the text that the document was read from.
    """

    diagnostics: tuple[Diagnostic, ...]
    applied: tuple[Diagnostic, ...]
    edits: tuple[Edit, ...]


def mend(document: Document, scope: Scope, *, unsafe: bool = False) -> Mended:
    """Diagnose a document and repair it.

    A repair is safe only if it is the only one, and if with all safe repairs the object is accepted in every version.
    """
    found = diagnose(document, scope)
    size = document.span.end - document.span.start
    if scope.elided or size > _LONGEST or all(each.severity is not Severity.ERROR for each in found):
        return Mended(tuple(found), (), ())
    if scope.in_page and MARKS.search(document.own_text):  # a template is mended where it is filled in
        return Mended(tuple(found), (), ())
    text = document.own_text
    steps = search(Assessment.of(document, scope, found))
    if steps and not _is_understood(steps[-1].after, was_readable=document.parses):
        steps = []  # what is not Kubernetes has no schema that could say what is meant
    return _mended(text, steps, document.span.start, unsafe=unsafe) if steps else Mended(tuple(found), (), ())


def _is_understood(after: Assessment, *, was_readable: bool) -> bool:
    """Whether a repaired text is Kubernetes; one that could not be read before must not have become several parts."""
    return all(recognised(each, after.scope) for each in after.documents) and (was_readable or not after.strays)


def _mended(text: str, steps: list[Step], offset: int, *, unsafe: bool) -> Mended:
    repaired = _Repaired(text, steps)
    safe = repaired.is_safe
    moved = _Moved(offset)
    diagnostics = sorted(map(moved.diagnostic, repaired.diagnostics(safe=safe)), key=_place)
    applied = tuple(found for found in diagnostics if found.repair) if safe or unsafe else ()
    edits = tuple(_shift(change.edit, offset) for change in repaired.changes) if applied else ()
    return Mended(tuple(diagnostics), applied, edits)


class _Repaired:
    """The steps played over the text, with every finding brought back to its place in it."""

    def __init__(self, text: str, steps: list[Step]) -> None:
        self.steps = steps
        self.first = steps[0].before
        self.last = steps[-1].after
        ledger = Ledger(text)
        self.targets: list[Diagnostic] = []
        self.gone: dict[tuple[str, FieldPath, str], int] = {}
        for number, step in enumerate(steps):
            self.targets.append(_at_origin(_target(step), ledger))
            ledger.apply(step.candidate.edits, number)
            left = {found.identity for found in step.after.diagnostics}
            for found in step.before.diagnostics:
                if found.identity not in left:
                    self.gone.setdefault(found.identity, number)
        self.ledger = ledger
        self.changes = ledger.changes()
        self._repairs: dict[int, Repair] = {}

    @property
    def is_safe(self) -> bool:
        """Whether every step is, and the server takes the result."""
        sure = all(step.applicability is Applicability.SAFE for step in self.steps)
        repairs = [step.candidate for step in self.steps]
        return sure and not self.last.errors and not is_doubtful(self.first, self.last, repairs)

    def diagnostics(self, *, safe: bool) -> list[Diagnostic]:
        """All findings: of the text as it was, of the steps, and those that are left at the end."""
        found: dict[tuple[str, str, str, Span], Diagnostic] = {}
        for number, target in enumerate(self.targets):
            found.setdefault(target.same, target._replace(repair=self._repair(number, safe=safe)))
        for diagnostic in self.first.diagnostics if self.first.parses else ():
            step = self.gone.get(diagnostic.identity)
            repair = None if step is None else self._repair(step, safe=safe)
            found.setdefault(diagnostic.same, diagnostic._replace(repair=repair))
        for diagnostic in self.last.diagnostics:
            at_origin = _at_origin(diagnostic, self.ledger)
            found.setdefault(at_origin.same, at_origin)
        return list(found.values())

    def _repair(self, number: int, *, safe: bool) -> Repair:
        if number not in self._repairs:
            self._repairs[number] = self._made(number, safe=safe)
        return self._repairs[number]

    def _made(self, number: int, *, safe: bool) -> Repair:
        step = self.steps[number]
        applicability = step.applicability
        if applicability is Applicability.SAFE and not safe:
            applicability = Applicability.UNSAFE
        edits = tuple(change.edit for change in self.changes if number in change.steps)
        return Repair(applicability, step.candidate.message, edits)


def _target(step: Step) -> Diagnostic:
    """What a step mends; for text that cannot be read the repair knows better than the parser what is wrong."""
    target = step.target
    if step.candidate.span is None or step.before.parses:
        return target
    return target._replace(message=step.candidate.problem or target.message, span=step.candidate.span)


def _at_origin(found: Diagnostic, ledger: Ledger) -> Diagnostic:
    start, end = ledger.origin(found.span.start), ledger.origin(max(found.span.end - 1, found.span.start)) + 1
    return found._replace(span=Span(start, max(start, end)))


class _Moved:
    """Findings at their places in the whole text; those that are mended together share their repair."""

    def __init__(self, offset: int) -> None:
        self._offset = offset
        self._repairs: dict[int, Repair] = {}

    def diagnostic(self, found: Diagnostic) -> Diagnostic:
        """A finding of the document as one of the whole text."""
        span = Span(found.span.start + self._offset, found.span.end + self._offset)
        return found._replace(span=span, repair=self._repair(found.repair) if found.repair else None)

    def _repair(self, repair: Repair) -> Repair:
        if id(repair) not in self._repairs:
            edits = tuple(_shift(edit, self._offset) for edit in repair.edits)
            self._repairs[id(repair)] = repair._replace(edits=edits)
        return self._repairs[id(repair)]


def _shift(edit: Edit, offset: int) -> Edit:
    return Edit(edit.start + offset, edit.end + offset, edit.text)


def _place(found: Diagnostic) -> tuple[Span, str]:
    return found.span, found.code
