"""KP754: places of a StorageClass that are named twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.values import mappings, text, texts
from kubeproof.rules.rule import Bad
from kubeproof.rules.storage_examples import storage_class
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_TERM = "  - matchLabelExpressions:\n      - key: topology.kubernetes.io/zone\n        values: {}\n"
_ONE = "allowedTopologies:\n" + _TERM
_EXPRESSIONS = "matchLabelExpressions"


class AllowedTopologies(TypeRule):
    """The places in which a StorageClass makes volumes differ: no key, value or term is repeated, and no term empty.

    Source: `validateAllowedTopologies`; see
    https://kubernetes.io/docs/concepts/storage/storage-classes/#allowed-topologies.
    """

    code = "KP754"
    name = "allowed-topologies"
    good: ClassVar = (storage_class(_ONE.format("[a, b]")),)
    bad: ClassVar = (Bad(storage_class(_ONE.format("[a, a]"))), Bad(storage_class((_ONE + _TERM).format("[a]", "[a]"))))
    types: ClassVar = ("storage.StorageClass",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one class."""
        del subject
        seen: list[dict[str, set[str]]] = []
        for index, term in mappings(value, "allowedTopologies"):
            here = (*path, "allowedTopologies", index, _EXPRESSIONS)
            yield from _expressions(term, here)
            places = {text(each, "key"): {item for _, item in texts(each, "values")} for _, each in _all(term)}
            if not places:
                yield wrong(here, "must not be empty; remove the term")
            elif places in seen:
                yield wrong(here, "names the same places as another term; remove it")
            seen.append(places)


def _all(term: Fields) -> Iterator[tuple[int, Fields]]:
    return mappings(term, _EXPRESSIONS)


def _expressions(term: Fields, path: FieldPath) -> Iterator[Problem]:
    keys: set[str] = set()
    for index, expression in _all(term):
        key = text(expression, "key")
        if key in keys:
            yield wrong((*path, index, "key"), f'repeats "{key}"; put its values into one list')
        keys.add(key)
        values: set[str] = set()
        for place, value in texts(expression, "values"):
            if value in values:
                yield wrong((*path, index, "values", place), f'repeats "{value}"; remove it')
            values.add(value)
