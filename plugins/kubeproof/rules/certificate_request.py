"""KP880: a request for a certificate."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, ClassVar

from kubeproof.manifest.fields import number, repeated, text, texts
from kubeproof.manifest.path import spell
from kubeproof.manifest.pem import is_der_sequence, pem_blocks
from kubeproof.rules.certificate_examples import csr
from kubeproof.rules.field_problem import problem
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_LABEL = "CERTIFICATE REQUEST"
_SHORTEST = 600
_USAGES = frozenset(
    [
        "signing",
        "digital signature",
        "content commitment",
        "key encipherment",
        "key agreement",
        "data encipherment",
        "cert sign",
        "crl sign",
        "encipher only",
        "decipher only",
        "any",
        "server auth",
        "client auth",
        "code signing",
        "email protection",
        "s/mime",
        "ipsec end system",
        "ipsec tunnel",
        "ipsec user",
        "timestamping",
        "ocsp signing",
        "microsoft sgc",
        "netscape sgc",
    ]
)


class CertificateRequest(TypeRule):
    """A request is a PEM block `CERTIFICATE REQUEST` in base64, for known usages and for ten minutes or more.

    Source: `validateCertificateSigningRequest` in `pkg/apis/certificates/validation/validation.go`.
    """

    code = "KP880"
    name = "certificate-request"
    good: ClassVar = (csr(),)
    bad: ClassVar = (Bad(csr(seconds=60)), Bad(csr(usages="[client-auth]")), Bad(csr(request="Y2VydGlmaWNhdGU=")))
    types: ClassVar = ("certificates.CertificateSigningRequestSpec",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each wrong field."""
        del subject
        if (request := text(value, "request")) and not _is_request(request):
            yield problem((*path, "request"), f"must be a PEM block {_LABEL}, in base64")
        seconds = number(value, "expirationSeconds")
        if seconds is not None and seconds < _SHORTEST:
            yield problem((*path, "expirationSeconds"), f"must be {_SHORTEST} (ten minutes) or more, not {seconds}")
        usages = [((*path, "usages", index), usage) for index, usage in texts(value, "usages")]
        for here, usage in usages:
            if usage not in _USAGES:
                yield problem(here, f'cannot be "{usage}"; write one of {", ".join(sorted(_USAGES))}')
        for here, first, usage in repeated(usages):
            yield problem(here, f'is "{usage}", as is {spell(first)}; name each usage once')
        if text(value, "signerName") == "kubernetes.io/legacy-unknown":
            yield problem((*path, "signerName"), "cannot be kubernetes.io/legacy-unknown since certificates.k8s.io/v1")


def _is_request(request: str) -> bool:
    """Whether a base64 text holds a request; also what is no base64, for another rule says so."""
    try:
        decoded = base64.b64decode("".join(request.split()), validate=True)
    except ValueError:  # no base64, or no ASCII
        return True
    blocks = pem_blocks(decoded.decode("latin-1"))
    return bool(blocks) and blocks[0].label == _LABEL and is_der_sequence(blocks[0].data)
