"""KP976: a TLS secret without a certificate or a key in it."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Severity
from kubeproof.finding.wording import wrong
from kubeproof.manifest.pem import pem_blocks
from kubeproof.manifest.values import mapping, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.finding import Problem
    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SECRET = (
    "apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\ntype: {}\nstringData:\n  tls.crt: cert\n  tls.key: key\n"  # noqa: S105 - an example
)
_TYPE = "kubernetes.io/tls"
_CERTIFICATE, _KEY = "CERTIFICATE", "PRIVATE KEY"


class UnreadableKeyPair(TypeRule):
    """A Secret of the type `kubernetes.io/tls` holds no certificate, or no private key, in PEM.

    Whatever serves HTTPS with it fails then. Whether the key belongs to the certificate is not checked.

    Source: `warningsForSecret` in the strategy of Secrets.
    """

    code = "KP976"
    name = "unreadable-key-pair"
    severity = Severity.WARNING
    good: ClassVar = (_SECRET.format("Opaque"),)
    bad: ClassVar = (Bad(_SECRET.format(_TYPE)),)
    types: ClassVar = ("core.Secret",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for the certificate, or else for the key: Kubernetes reads the one first."""
        del subject
        if text(value, "type") != _TYPE:
            return
        for name, label in (("tls.crt", _CERTIFICATE), ("tls.key", _KEY)):
            found = _content(value, name)
            if found is not None and not any(block.label.endswith(label) for block in pem_blocks(found[1])):
                yield wrong((*path, found[0], name), f"holds no block -----BEGIN {label}-----")
                return


def _content(secret: Fields, name: str) -> tuple[str, str] | None:
    """The field that holds a key, and its text; None if it is not there or cannot be read."""
    plain = mapping(secret, "stringData").get(name)
    if isinstance(plain, str):
        return "stringData", plain
    try:
        written = mapping(secret, "data")[name]
        return "data", base64.b64decode("".join(written.split()), validate=True).decode("latin-1")
    except (KeyError, AttributeError, binascii.Error, ValueError):
        return None
