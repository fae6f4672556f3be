"""KP102: a key that a map has twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.rules.rule import Bad, Rule, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject


class RepeatedKey(Rule):
    """A map has the same key twice, and only one of the values can count.

    The API server refuses such an object; `kubectl` without validation silently keeps the last value.

    Source: strict decoding, `key "image" already set in map`.
    """

    code = "KP102"
    name = "repeated-key"
    in_fragments = True
    when = When.UNREADABLE
    good: ClassVar = ("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n",)
    bad: ClassVar = (Bad("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  name: store\n"),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """Each key that was there before; in a part of a manifest, one at its root begins another part."""
        for problem in subject.document.problems:
            begins_another = subject.place is not None and len(problem.path) == 1
            if problem.sort == "repeated key" and not begins_another:
                yield Problem(problem.path, f"{problem.message}; keep one of them", span=problem.span)
