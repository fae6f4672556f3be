"""KP722: an IPAddress whose name is no IP address."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding.wording import wrong
from kubeproof.manifest.addresses import address_fault
from kubeproof.manifest.values import text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_ADDRESS = (
    "apiVersion: networking.k8s.io/v1\nkind: IPAddress\nmetadata:\n  name: {}\n"
    "spec:\n  parentRef:\n    resource: services\n    name: web\n    namespace: shop\n"
)


class AddressName(TypeRule):
    """An IPAddress is named by the address that it stands for, in its shortest form.

    Source: `ValidateIPAddressName`; see
    https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/ip-address-v1/.
    """

    code = "KP722"
    name = "address-name"
    good: ClassVar = (_ADDRESS.format("10.96.0.10"),)
    bad: ClassVar = (Bad(_ADDRESS.format("web")), Bad(_ADDRESS.format('"2001:DB8::1"')))
    types: ClassVar = ("networking.IPAddress",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for a name that is no address."""
        del subject
        name = text(value, "metadata", "name")
        if name and (fault := address_fault(name, canonical=True)):
            yield wrong((*path, "metadata", "name"), f'is "{name}", which {fault}')
