"""Rules about the values of one type, wherever objects hold them: a container in a Pod and in a CronJob alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

Fields = dict[str, Any]


class TypeRule(Rule):
    """A rule about one or several types; the engine finds their values and calls it for each.

    Types are named as `core.Container`: the API group without its domain and the type, for all versions of the group.
    """

    types: ClassVar[tuple[str, ...]]
    decodes: ClassVar[bool] = False
    """Whether the rule is about what the server decodes, also in the status, which it then throws away."""

    @classmethod
    def fields_of(cls, name: str) -> Collection[str]:
        """The fields that the rule is about in one of its types; empty to be always asked."""
        del name
        return cls.about

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of one value, a map whose fields have the right types unless another rule said otherwise."""
        raise NotImplementedError


class FieldRule(TypeRule):
    """A rule about single fields: which ones is a table, what is wrong with a value is a function.

    For a list or a map of texts, each item or value is looked at.
    """

    fields: ClassVar[Mapping[str, tuple[str, ...]]]

    def __init_subclass__(cls) -> None:
        cls.types = tuple(cls.fields)

    @classmethod
    def fields_of(cls, name: str) -> Collection[str]:
        """Those of the table."""
        return cls.fields[name]

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """The problems of the fields of one value."""
        for name in self.fields[subject.visiting]:
            found = value.get(name)
            if found is None:
                continue
            for below, item in _items(found):
                yield from self.look(item, (*path, name, *below), subject)

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """The problems of one field's value."""
        raise NotImplementedError


def _items(value: Any) -> Iterator[tuple[FieldPath, Any]]:  # noqa: ANN401 - any YAML value
    if isinstance(value, list):
        yield from (((index,), item) for index, item in enumerate(value))
    elif isinstance(value, dict):
        yield from (((key,), item) for key, item in value.items())
    else:
        yield (), value
