"""KP802: a Secret without the keys that its type promises."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, ClassVar

from kubeproof.finding import Problem
from kubeproof.manifest.pods import part, text
from kubeproof.rules.rule import Bad
from kubeproof.rules.typed import Fields, TypeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kubeproof.manifest.path import FieldPath
    from kubeproof.rules.subject import Subject

_SECRET = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ntype: kubernetes.io/{}\nstringData:\n  {}\n"  # noqa: S105 - an example
_DOMAIN = "kubernetes.io/"
_ACCOUNT = "kubernetes.io/service-account.name"
_NEEDED = {
    "tls": ("tls.crt", "tls.key"),
    "ssh-auth": ("ssh-privatekey",),
    "dockercfg": (".dockercfg",),
    "dockerconfigjson": (".dockerconfigjson",),
}
_JSON = ("dockercfg", "dockerconfigjson")
_NOT_EMPTY = ("ssh-auth",)


class SecretKeys(TypeRule):
    """The type of a Secret says which keys it has: a TLS secret has `tls.crt` and `tls.key`, and so on.

    A Docker configuration is a JSON object. A token of a service account names it in the annotation
    `kubernetes.io/service-account.name`.

    Source: https://kubernetes.io/docs/concepts/configuration/secret/#secret-types and `ValidateSecret`.
    """

    code = "KP802"
    name = "secret-keys"
    good: ClassVar = (
        _SECRET.format("basic-auth", "username: admin"),
        _SECRET.format("dockerconfigjson", ".dockerconfigjson: '{\"auths\": {}}'"),
    )
    bad: ClassVar = (
        Bad(_SECRET.format("tls", 'cert.pem: ""')),
        Bad(_SECRET.format("basic-auth", "user: admin")),
        Bad(_SECRET.format("dockerconfigjson", ".dockerconfigjson: auths")),
        Bad(_SECRET.format("service-account-token", "token: abc")),
    )
    types: ClassVar = ("core.Secret",)

    def visit(self, value: Fields, path: FieldPath, subject: Subject) -> Iterator[Problem]:
        """One problem for each key that is missing or empty of meaning."""
        del subject
        sort = text(value, "type")
        if not sort.startswith(_DOMAIN):
            return
        sort = sort.removeprefix(_DOMAIN)
        data = part(value, "data") | part(value, "stringData")
        for key in _NEEDED.get(sort, ()):
            if key not in data or (sort in _NOT_EMPTY and data[key] in (None, "")):
                yield _missing((*path, "data", key), f'a Secret of type {_DOMAIN}{sort} needs the key "{key}"')
            elif sort in _JSON and not _is_json_object(value, key):
                yield Problem((*path, "data", key), f'"{key}" must be a JSON object such as {{"auths": {{}}}}')
        if sort == "basic-auth" and not {"username", "password"} & data.keys():
            message = f'a Secret of type {_DOMAIN}{sort} needs the key "username" or "password"'
            yield _missing((*path, "data", "username"), message)
        if sort == "service-account-token" and not text(part(value, "metadata", "annotations"), _ACCOUNT):
            here = (*path, "metadata", "annotations", _ACCOUNT)
            yield Problem(here, f'a token of a service account needs the annotation "{_ACCOUNT}"')


def _missing(path: FieldPath, message: str) -> Problem:
    return Problem(path, f"{message} in data or stringData")


def _refuse(word: str) -> None:
    """NaN and the infinite numbers, which Python reads and JSON does not have."""
    raise ValueError(word)


def _is_json_object(value: Fields, key: str) -> bool:
    """Whether a key holds a JSON object; Base64 that cannot be read is another rule's."""
    plain = part(value, "stringData").get(key)
    try:
        found = plain if isinstance(plain, str) else base64.b64decode(text(part(value, "data"), key), validate=False)
    except ValueError:  # no base64, or no ASCII
        return True
    try:
        parsed = json.loads(found, parse_constant=_refuse)
    except ValueError:
        return False
    return parsed is None or isinstance(parsed, dict)
