"""KP863: what a custom resource is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import text, texts
from kubeproof.manifest.names import dns_1035_fault
from kubeproof.rules.crd_examples import crd
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject


class CrdNames(TypeRule):
    """The plural, the singular, short names and categories are DNS labels; kinds are too, but for their capitals.

    The kind of the list is not the kind itself.

    Source: `ValidateCustomResourceDefinitionNames` in apiextensions-apiserver.
    """

    code = "KP863"
    name = "crd-names"
    good: ClassVar = (crd(),)
    bad: ClassVar = (
        Bad(crd().replace("kind: Backup\n", "kind: Back up\n")),
        Bad(crd().replace("kind: Backup\n", "kind: Backup\n    shortNames: [BK]\n")),
        Bad(crd().replace("kind: Backup\n", "kind: Backup\n    listKind: Backup\n")),
    )
    types: ClassVar = ("apiextensions.CustomResourceDefinitionNames",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong name."""
        del subject
        if path[:1] == ("status",):  # the server fills it in itself, whatever the manifest says
            return
        for name in ("plural", "singular"):
            if (found := text(value, name)) and (fault := dns_1035_fault(found)):
                yield problem((*path, name), f'is "{found}", which {fault}')
        for name in ("kind", "listKind"):
            if (found := text(value, name)) and (fault := dns_1035_fault(found.lower())):
                yield problem((*path, name), f'is "{found}", which {fault}, in upper or lower case')
        for name in ("shortNames", "categories"):
            for index, found in texts(value, name):
                if fault := dns_1035_fault(found):
                    yield problem((*path, name, index), f'is "{found}", which {fault}')
        if text(value, "kind") and value.get("listKind") == value["kind"]:
            yield problem((*path, "listKind"), f"must not be the kind itself; write {value['kind']}List")
