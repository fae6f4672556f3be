"""A certificate and a request for one, from which rules make their examples; nobody has their keys."""

from __future__ import annotations

REQUEST = (
    "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlISU1IRUNBUUF3RHpFTk1Bc0dBMVVFQXd3RWFtRnVaVEJaTUJNR0J5cUdTTTQ5"
    "QWdFR0NDcUdTTTQ5QXdFSApBMElBQkdOeitFY0FkRi9WM0hreVdLT1pESmhMVDl6d0RRZHBvelEwY3pna1Bic3JZbGNiSUYybnM0Uy9pZzBlCjVO"
    "bEV5dzhBSkJ1WmtySkc5QU9BdGhsV2VPK2dBREFLQmdncWhrak9QUVFEQWdOSEFEQkVBaUJOMVgxd0pscmgKREdZOXhrN0FZRmk3d053SEpLNVNX"
    "dUxMcE9HMGpUREZ5UUlnSjRFaDRGMXkxZUtGTW1aK3Jlc3RWdnZxbSszbgpISGNhemJwMHkyNEtnZ3c9Ci0tLS0tRU5EIENFUlRJRklDQVRFIFJF"
    "UVVFU1QtLS0tLQo="
)

CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBbjCCARWgAwIBAgIUE5zzhm1AMoBhXUFauxqvIxYeAcQwCgYIKoZIzj0EAwIw
DTELMAkGA1UEAwwCY2EwHhcNMjYxMTIyMTU1NDA2WhcNMzYxMTE5MTU1NDA2WjAN
MQswCQYDVQQDDAJjYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABG1V5NrP8Opq
AdBgVbsLXauhsjTm5a1bjFaGFzOHjkNGiXa/XbWFB41bltrWlA4Xjy1D1bx7spsI
J+2Zydp3xNijUzBRMB0GA1UdDgQWBBT7/0U3opQfn0cK5v2qNydEnzYH+jAfBgNV
HSMEGDAWgBT7/0U3opQfn0cK5v2qNydEnzYH+jAPBgNVHRMBAf8EBTADAQH/MAoG
CCqGSM49BAMCA0cAMEQCIFcYSQA7BKowzL8ktlKJHjHVa8VDeuZhEoL9wS9gKB9m
AiAd8rXBCuXptOaYj0Pkr26y5zxAGTCUpNwwWM4jzX1J1A==
-----END CERTIFICATE-----
"""

_CSR = """\
apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata:
  name: jane
spec:
  request: {request}
  signerName: {signer}
  expirationSeconds: {seconds}
  usages: {usages}
"""


def csr(
    *,
    request: str = REQUEST,
    signer: str = "kubernetes.io/kube-apiserver-client",
    seconds: int = 86400,
    usages: str = "[client auth]",
) -> str:
    """A CertificateSigningRequest."""
    return _CSR.format(request=request, signer=signer, seconds=seconds, usages=usages)
