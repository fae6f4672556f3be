"""A repair that might be right, and what the search for it knows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kubeproof.finding import Applicability
from kubeproof.rules.fragment import readings
from kubeproof.schema.overlay import catalog_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Diagnostic
    from kubeproof.manifest.document import Document
    from kubeproof.manifest.path import FieldPath
    from kubeproof.repair.assessment import Assessment
    from kubeproof.repair.outline import Line, Outline
    from kubeproof.schema import Catalog
    from kubeproof.schema.catalog import Schema
    from kubeproof.text.edit import Edit
    from kubeproof.text.source import Span

SYNTAX_ERROR = "KP101"
UNKNOWN_FIELD = "KP301"
WRONG_TYPE = "KP302"
REPEATED_KEY = "KP102"


class Candidate(NamedTuple):
    """Edits that might mend a finding.

    Attributes:
        edits: the edits, in the text of the situation.
        message: what they do, in the imperative, one line.
        cost: how unlikely they are; of two repairs that work, one that costs less by 1 or more is the right one.
        applicability: the most that may be said of it; the search says less if it is not the only repair.
        span: what was wrong, if the finding itself does not know (text that cannot be read).
        problem: what was wrong in words, for the same case.
    """

    edits: tuple[Edit, ...]
    message: str
    cost: float = 1
    applicability: Applicability = Applicability.SAFE
    span: Span | None = None
    problem: str = ""


class Situation:
    """One finding of a text, and all that helps to find a repair for it."""

    def __init__(self, assessment: Assessment, target: Diagnostic) -> None:
        self.assessment = assessment
        self.text = assessment.text
        self.target = target

    @property
    def outline(self) -> Outline:
        """The text read line by line."""
        return self.assessment.outline

    @cached_property
    def catalog(self) -> Catalog:
        """What the newest chosen version accepts."""
        scope = self.assessment.scope
        return catalog_with(scope.kubernetes[-1], scope.custom)

    @cached_property
    def document(self) -> Document:
        """The document that the finding is in."""
        start = self.target.span.start
        documents = self.assessment.documents
        return next((each for each in reversed(documents) if each.span.start <= start), documents[0])

    @cached_property
    def root(self) -> dict[str, str]:
        """The plain values at the document's root, also of one that cannot be read."""
        value = self.document.value
        if isinstance(value, dict):
            return {key: item for key, item in value.items() if isinstance(item, str)}
        found: dict[str, str] = {}
        for line in self.outline.lines:
            inside = self.document.span.start <= line.start < max(self.document.span.end, 1)
            if inside and line.sort == "entry" and line.column == 0 and line.key and not line.dashes:
                found.setdefault(line.key, line.value.partition(" #")[0].strip().strip("\"'"))
        return found

    @cached_property
    def type_name(self) -> str | None:
        """The type that the author had in mind: of the kind, whatever the apiVersion says; None for unknown kinds.

        Of a part of an object, it is one of the types that it can be of; a repair must be right in all of them.
        """
        head = self.document.value_at(self.within) if self.within else self.root
        kind = head.get("kind") if isinstance(head, dict) else None
        if not isinstance(kind, str):
            return self._place
        own = self.catalog.type_of(head.get("apiVersion"), kind)
        served = self.catalog.api_versions.get(kind)
        return own or (self.catalog.type_of(served[0], kind) if served else self._place)

    @cached_property
    def within(self) -> FieldPath:
        """For an object of a List, its path."""
        path = self.target.path[:2]
        is_item = self.root.get("kind") == "List" and path[:1] == ("items",) and isinstance(path[-1], int)
        return path if is_item else ()

    @property
    def _place(self) -> str | None:
        scope = self.assessment.scope
        if not scope.in_page or not self.document.parses:
            return None
        for subjects in readings(self.document, self.catalog, scope):
            for subject in subjects:
                if isinstance(subject.value, list) or (self.target.path and self.target.path[0] in subject.value):
                    return subject.place
        return None

    def schema_at(self, path: FieldPath) -> Schema | None:
        """The schema of a field of the document's type; None if there is no such field or no type."""
        if path[: len(self.within)] != self.within:
            return None
        path = path[len(self.within) :]
        if path and isinstance(path[0], int):  # a part that is a list: its type is that of the items
            path = path[1:]
        return self.catalog.schema_at(self.type_name, path) if self.type_name else None

    def may_hold(self, path: FieldPath, key: str) -> bool:
        """Whether a map at a path may have a key; True if the type is not known.

        A map of free keys, such as labels, may have any; but a field that was found unknown where it stands is not
        meant as a label.
        """
        if self.type_name is None:
            return True
        if self.declares(path, key):
            return True
        free = isinstance((self.schema_at(path) or {}).get("additionalProperties"), dict)
        return free and self.target.code not in (UNKNOWN_FIELD, WRONG_TYPE, REPEATED_KEY)

    def misplaced(self, line: Line, home: FieldPath) -> Iterator[range]:
        """The lines of a field, alone and with the fields after it that are as wrong there and as right in its home."""
        unit = self.outline.unit(line.number)
        yield unit
        here = self.target.path[:-1]
        stop = unit.stop
        for sibling in self.outline.siblings(line.number)[1:]:
            key = sibling.key or ""
            if self.declares(here, key) or not self.declares(home, key):
                break
            stop = self.outline.unit(sibling.number).stop
        if stop != unit.stop:
            yield range(unit.start, stop)

    def types_with(self, name: str) -> int:
        """How many types of Kubernetes have a field of that name; with 0, it is a key that the author made up."""
        return sum(name in schema.get("properties", {}) for schema in self.catalog.definitions.values())

    def declares(self, path: FieldPath, key: str) -> bool:
        """Whether the type of a field has a key by name."""
        schema = self.schema_at(path)
        return schema is not None and key in schema.get("properties", {})
