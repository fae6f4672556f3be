"""Rules about values of one format, wherever the schema has it: what the API server's decoder refuses."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.rules.rule import Rule
from kubeproof.schema.formats import Formats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject
    from kubeproof.schema import Catalog


class FormatRule(Rule):
    """A rule about the values of one format."""

    format: ClassVar[str]

    def check(self, subject: Subject) -> Iterator[Problem]:
        """The problems of all values of the format in an object."""
        formats = _formats(subject.catalog, self.format)
        if subject.type_name is None or formats.fields.isdisjoint(subject.survey.keys):
            return
        for definition, path, value in formats.find(subject.type_name, subject.value):
            yield from self.look(value, path, definition)

    def look(self, value: Any, path: FieldPath, definition: str) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """The problems of one value; the definition is the type that has the format, the empty text for a field."""
        raise NotImplementedError


@lru_cache(maxsize=256)
def _formats(catalog: Catalog, wanted: str) -> Formats:
    return Formats(catalog, wanted)
