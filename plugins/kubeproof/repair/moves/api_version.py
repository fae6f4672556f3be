"""An apiVersion that does not serve the kind, or none: the one that does, written in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kubeproof.repair.candidate import UNKNOWN_FIELD, Candidate, Situation
from kubeproof.repair.writing import write
from kubeproof.schema import catalog
from kubeproof.schema.history import removal
from kubeproof.text.edit import Edit
from kubeproof.text.nearest import distance

if TYPE_CHECKING:
    from collections.abc import Iterator

_REPLACE = frozenset({"KP201", "KP202"})
_MISSING = "KP204"
_PER_CHOICE = 1.0
_MISSPELT = 2


def candidates(situation: Situation) -> Iterator[Candidate]:
    """Each apiVersion that serves the kind in all chosen versions, stable ones first.

    Also for a field that does not exist: it may be one of another version of the same kind.
    """
    code = situation.target.code
    if code not in _REPLACE and code not in (_MISSING, UNKNOWN_FIELD):
        return
    choices = _choices(situation)
    for api_version in choices:
        cost = 1 + _PER_CHOICE * _rank(situation, api_version, choices)
        if code == UNKNOWN_FIELD:
            if _has_field(situation, api_version):
                yield Candidate((_replace(situation, api_version),), f"write apiVersion: {api_version}")
        elif code in _REPLACE or _is_there(situation):
            yield Candidate((_replace(situation, api_version),), f"write apiVersion: {api_version}", cost)
        else:
            yield Candidate((_insert(situation, api_version),), f"add apiVersion: {api_version}", cost)


def _choices(situation: Situation) -> list[str]:
    """The apiVersions to try; for one that is gone the one that took its place."""
    written = situation.root.get("apiVersion")
    served = [name for name in _served(situation) if name != written]
    gone = removal(written, situation.root.get("kind"), situation.catalog.version)
    return [gone.use] if gone and gone.use in served else served


def _rank(situation: Situation, api_version: str, choices: list[str]) -> int:
    """How many better choices there are: a named version comes first; between others nothing decides."""
    named = [choice for choice in choices if _is_named(choice, situation.root.get("apiVersion", ""))]
    return int(bool(named) and api_version not in named)


def _is_named(api_version: str, written: str) -> bool:
    """Whether a text has the version and, but for its spelling, the group of an apiVersion."""
    group, _, version = api_version.rpartition("/")
    other, _, given = written.lower().rpartition("/")
    return version == given and distance(group.partition(".")[0], other.partition(".")[0]) <= _MISSPELT


def _served(situation: Situation) -> list[str]:
    kind = situation.root.get("kind", "")
    served = [catalog(version).api_versions.get(kind, []) for version in situation.assessment.scope.kubernetes]
    return [name for name in served[-1] if all(name in names for names in served)]


def _has_field(situation: Situation, api_version: str) -> bool:
    """Whether the kind has the field in another version."""
    name = situation.catalog.type_of(api_version, situation.root.get("kind"))
    path = situation.target.path
    schema = situation.catalog.schema_at(name, path[:-1]) if name else None
    return schema is not None and path[-1] in schema.get("properties", {})


def _is_there(situation: Situation) -> bool:
    value = situation.document.value
    return isinstance(value, dict) and "apiVersion" in value


def _replace(situation: Situation, api_version: str) -> Edit:
    """The new text in place of the old one, or behind the key if nothing stands there."""
    document = situation.document
    span = document.value_span(("apiVersion",))
    if span.start < span.end:
        return write(situation, span, api_version)
    colon = situation.text.index(":", document.key_span(("apiVersion",)).end) + 1
    return Edit(colon, colon, f" {api_version}")


def _insert(situation: Situation, api_version: str) -> Edit:
    """A line before the document's first one; an entry before the first one if it is written in braces."""
    document = situation.document
    start = document.span_of(document.node).start if document.node else document.span.start
    if situation.text[start] == "{":
        return Edit(start + 1, start + 1, f'"apiVersion": "{api_version}", ')
    first = next(line for line in situation.outline.lines if line.key and line.start >= document.span.start)
    end = "\r\n" if "\r\n" in situation.text else "\n"
    return Edit(first.start, first.start, f"apiVersion: {api_version}{end}")
