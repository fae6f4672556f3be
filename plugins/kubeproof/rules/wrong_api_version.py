"""KP202: an apiVersion that does not serve the kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.rules.rule import Bad, Rule, When
from kubeproof.schema.catalog import group_of
from kubeproof.schema.history import removal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.rules.subject import Subject

_ROLE = "apiVersion: {}\nkind: Role\nmetadata:\n  name: reader\n  namespace: shop\n"


class WrongApiVersion(Rule):
    """Kubernetes serves the kind, but not in this apiVersion.

    A group of somebody else (`example.com/v1`) may have a kind of the same name, so only apiVersions without a
    group, with a group of Kubernetes itself, or with something that looks like one are found.

    Source: the API reference of the Kubernetes version.
    """

    code = "KP202"
    name = "wrong-api-version"
    lists_words = True
    when = When.UNSERVED
    good: ClassVar = (_ROLE.format("rbac.authorization.k8s.io/v1"),)
    bad: ClassVar = (Bad(_ROLE.format("v1"), _ROLE.format("rbac.authorization.k8s.io/v1")),)

    def check(self, subject: Subject) -> Iterator[Problem]:
        """One problem at the apiVersion."""
        api_version, kind, catalog = subject.api_version, subject.kind, subject.catalog
        served = catalog.api_versions.get(kind) if isinstance(kind, str) else None
        if not served or subject.type_name or not isinstance(api_version, str):
            return
        own = [each for each in served if group_of(each) == group_of(api_version)]
        if (catalog.is_foreign(api_version) and not own) or removal(api_version, kind, catalog.version):
            return
        choice = " or ".join(own or served)
        yield Problem(("apiVersion",), f'Kubernetes does not serve {kind} in "{api_version}"; write {choice}')
