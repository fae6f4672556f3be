"""KP203: a kind that Kubernetes does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.rules.rule import Bad, Rule, When
from kubeproof.schema.history import removal
from kubeproof.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject

_NAMESPACE = "apiVersion: v1\nkind: {}\nmetadata:\n  name: shop\n"


class UnknownKind(Rule):
    """The group belongs to Kubernetes, and Kubernetes has no such kind in it.

    Kinds are written in the singular and with a capital at the start of each word.

    Source: the API reference of the Kubernetes version.
    """

    code = "KP203"
    name = "unknown-kind"
    lists_words = True
    when = When.UNSERVED
    good: ClassVar = (_NAMESPACE.format("Namespace"),)
    bad: ClassVar = (Bad(_NAMESPACE.format("namespace"), _NAMESPACE.format("Namespace")),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at the kind."""
        api_version, kind, catalog = subject.api_version, subject.kind, subject.catalog
        if not isinstance(api_version, str) or not isinstance(kind, str) or subject.type_name:
            return
        if kind in catalog.api_versions or catalog.is_foreign(api_version):
            return
        if removal(api_version, kind, catalog.version):
            return
        likely = nearest(kind, catalog.api_versions)
        if not likely and catalog.is_elsewhere(api_version):
            return  # another tool's; see unchecked-kind
        hint = f"; did you mean {likely}?" if likely else ""
        yield Problem(("kind",), f'Kubernetes has no kind "{kind}"{hint}')
