"""KP889: which resource a storage migration is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, text
from kubeproof.manifest.names import dns_1035_fault, dns_subdomain_fault
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_MIGRATION = (
    "apiVersion: storagemigration.k8s.io/v1beta1\nkind: StorageVersionMigration\nmetadata:\n  name: secrets\n"
    'spec:\n  resource:\n    group: ""\n    resource: {}\n'
)


class StorageMigration(TypeRule):
    """A storage migration names a resource in the plural, a DNS label, and its group.

    Source: `ValidateStorageVersionMigration` in `pkg/apis/storagemigration/validation/validation.go`.
    """

    code = "KP889"
    name = "storage-migration"
    good: ClassVar = (_MIGRATION.format("secrets"),)
    bad: ClassVar = (Bad(_MIGRATION.format("Secrets")), Bad(_MIGRATION.format('""')))
    types: ClassVar = ("storagemigration.StorageVersionMigrationSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem each for the resource and the group."""
        del subject
        target, here = child(value, "resource"), (*path, "resource")
        name, group = text(target, "resource"), text(target, "group")
        if fault := dns_1035_fault(name):
            yield problem((*here, "resource"), f'is "{name}", which {fault}')
        if group and (fault := dns_subdomain_fault(group)):
            yield problem((*here, "group"), f'is "{group}", which {fault}')
