"""Where a webhook can be called: URLs and paths of Services, as the API server reads them.

Source: `k8s.io/apiserver/pkg/util/webhook/validation.go`; see
https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#contacting-the-webhook.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from kubeproof.manifest.names import dns_subdomain_fault

_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NOT_IN_HOST = re.compile(r"[\s{}|\\^`]")
_PORT = re.compile(r":[0-9]*\Z")


def webhook_url_fault(url: str) -> str | None:
    """What is wrong with the URL of a webhook, or None."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "is no URL; write https://host/path"
    _, _, host = parts.netloc.rpartition("@")
    if url != url.strip() or _ESCAPE.search(url) or _NOT_IN_HOST.search(host) or not url.isprintable():
        return "is no URL; write https://host/path"
    if parts.scheme != "https":
        return "must start with https://"
    if not host:
        return "must name a host; write https://host/path"
    if not _port_fits(host):
        return "has a port that is no number"
    return _extra(parts.netloc != host, bool(parts.query), bool(parts.fragment))


def _extra(*found: bool) -> str | None:
    words = ("a user", "a query", "a fragment")
    return next((f"must not hold {word}" for word, there in zip(words, found, strict=True) if there), None)


def _port_fits(host: str) -> bool:
    rest = host.partition("]")[2] if host.startswith("[") else host
    return ":" not in rest or _PORT.search(rest) is not None


def webhook_path_fault(path: str) -> str | None:
    """What is wrong with the path under which a Service is called, or None; an empty one is right."""
    if path in {"", "/"}:
        return None
    if not path.startswith("/"):
        return 'must start with "/"'
    for part in path[1:].removesuffix("/").split("/"):
        if not part:
            return 'must not have two "/" in a row'
        if fault := dns_subdomain_fault(part):
            return f'has a bad part "{part}": it {fault}'
    return None
