"""KP881: the name of a signer of certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from kubeproof.manifest.names import dns_label_fault, dns_subdomain_fault
from kubeproof.rules.certificate_examples import csr
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import FieldRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LONGEST = 571


class SignerName(FieldRule):
    """A signer is named by a domain with a dot and a path of one part: `example.com/signer`.

    Source: `ValidateSignerName` in `pkg/apis/core/validation/validation.go`.
    """

    code = "KP881"
    name = "signer-name"
    good: ClassVar = (csr(signer="example.com/people"),)
    bad: ClassVar = (Bad(csr(signer="people")), Bad(csr(signer="example/people")))
    fields: ClassVar = {
        "certificates.CertificateSigningRequestSpec": ("signerName",),
        "certificates.ClusterTrustBundleSpec": ("signerName",),
        "certificates.PodCertificateRequestSpec": ("signerName",),
    }

    def look(self, value: Any, path: FieldPath, subject: Subject) -> Iterator[Problem]:  # noqa: ANN401 - any YAML value
        """One problem for a name of another form."""
        del subject
        if isinstance(value, str) and value and (fault := _fault(value)):
            yield problem(path, f'is "{value}", which {fault}')


def _fault(name: str) -> str | None:
    domain, slash, rest = name.partition("/")
    if not slash or "/" in rest:
        return "must be a domain and a path, such as example.com/signer"
    if "." not in domain:
        return "needs a domain with a dot, such as example.com/signer"
    faults = [dns_label_fault(label) for label in domain.split(".")]
    faults += [dns_subdomain_fault(label) for label in rest.split(".")]
    longest = f"must be no more than {_LONGEST} characters" if len(name) > _LONGEST else None
    return next(filter(None, faults), longest)
