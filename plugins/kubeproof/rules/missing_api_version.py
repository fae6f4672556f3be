"""KP204: an object without an apiVersion."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.rules.rule import Bad, Rule, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject


class MissingApiVersion(Rule):
    """The object does not say which version of the API it is written for.

    Source: "Understanding Kubernetes objects", required fields.
    """

    code = "KP204"
    name = "missing-api-version"
    when = When.UNSERVED
    good: ClassVar = ("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n",)
    bad: ClassVar = (
        Bad(
            "kind: Namespace\nmetadata:\n  name: shop\n",
            "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n",
        ),
    )

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at the kind, where the apiVersion should stand."""
        if subject.document.parses and not isinstance(subject.api_version, str):
            served = subject.catalog.api_versions.get(subject.kind) if isinstance(subject.kind, str) else None
            hint = f"; write apiVersion: {served[0]}" if served else ""
            yield Problem(("apiVersion",), f"the object has no apiVersion{hint}")
