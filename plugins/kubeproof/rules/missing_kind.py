"""KP205: an object without a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.rules.rule import Bad, Rule, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject


class MissingKind(Rule):
    """The object does not say what it is.

    Source: "Understanding Kubernetes objects", required fields.
    """

    code = "KP205"
    name = "missing-kind"
    when = When.UNSERVED
    good: ClassVar = ("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n",)
    bad: ClassVar = (Bad("apiVersion: v1\nmetadata:\n  name: shop\n"),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at the apiVersion, beside which the kind should stand."""
        if subject.document.parses and not isinstance(subject.kind, str):
            yield Problem(("kind",), "the object has no kind; write what it is, such as kind: Pod")
