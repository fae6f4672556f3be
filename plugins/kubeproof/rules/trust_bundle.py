"""KP882: a bundle of certificates that a cluster trusts."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import child, text
from kubeproof.manifest.names import dns_subdomain_fault
from kubeproof.manifest.pem import is_der_sequence, pem_blocks
from kubeproof.rules.certificate_examples import CERTIFICATE
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.manifest.pem import PemBlock
    from kubeproof.rules.subject import Subject

_LARGEST = 1024 * 1024
_BUNDLE = (
    "apiVersion: certificates.k8s.io/v1beta1\nkind: ClusterTrustBundle\nmetadata:\n  name: {}\nspec:\n"
    "  signerName: example.com/people\n  trustBundle: |\n{}"
)
_NAME = "example.com:people:2026"
_PEM = indent(CERTIFICATE, "    ")


class TrustBundle(TypeRule):
    """A trust bundle holds certificates as PEM, each once, and is named after its signer.

    The name starts with the signer's, with a colon in place of the slash and another one after it.

    Source: `validateTrustBundle` in `pkg/apis/certificates/validation/validation.go`, and
    `ValidateClusterTrustBundleName` in `pkg/apis/core/validation/names.go`.
    """

    code = "KP882"
    name = "trust-bundle"
    good: ClassVar = (_BUNDLE.format(_NAME, _PEM),)
    bad: ClassVar = (Bad(_BUNDLE.format("people", _PEM)), Bad(_BUNDLE.format(_NAME, "    certificate\n")))
    types: ClassVar = ("certificates.ClusterTrustBundle",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for the name, and one for the bundle."""
        del subject
        spec, name = child(value, "spec"), text(child(value, "metadata"), "name")
        if name and (fault := _name_fault(name, text(spec, "signerName"))):
            yield problem((*path, "metadata", "name"), f'is "{name}", which {fault}')
        if (bundle := text(spec, "trustBundle")) and (fault := _bundle_fault(bundle)):
            yield problem((*path, "spec", "trustBundle"), fault)


def _name_fault(name: str, signer: str) -> str | None:
    prefix = f"{signer.replace('/', ':')}:" if signer else ""
    if not name.startswith(prefix):
        return f'must start with "{prefix}", after its signer'
    return dns_subdomain_fault(name.removeprefix(prefix))


def _bundle_fault(bundle: str) -> str | None:
    if len(bundle.encode()) > _LARGEST:
        return "must not be larger than 1 MiB"
    blocks = pem_blocks(bundle)
    if not all(_is_certificate(block) for block in blocks):
        return "must hold PEM blocks CERTIFICATE and no others, without headers"
    if not blocks:
        return "must hold at least one PEM block CERTIFICATE"
    return "must not hold a certificate twice" if len({block.data for block in blocks}) < len(blocks) else None


def _is_certificate(block: PemBlock) -> bool:
    return block.label == "CERTIFICATE" and not block.has_headers and is_der_sequence(block.data)
